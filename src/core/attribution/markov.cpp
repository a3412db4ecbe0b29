#include "core/attribution/markov.h"

#include <algorithm>
#include <string>

#include <Eigen/Dense>

namespace gv::attribution {
namespace {

std::vector<AdId> ads_in(std::span<const AdPath> paths) {
  std::vector<AdId> ads;
  for (const AdPath& path : paths) ads.insert(ads.end(), path.ads.begin(), path.ads.end());
  std::sort(ads.begin(), ads.end());
  ads.erase(std::unique(ads.begin(), ads.end()), ads.end());
  return ads;
}

/// Counts, then probabilities, of moves between the states 0..n-1 (ads), from the start and to
/// the conversion.
struct Graph {
  Eigen::VectorXd start;
  Eigen::MatrixXd between;
  Eigen::VectorXd converts;
};

Graph graph_of(std::span<const AdPath> paths, const std::vector<AdId>& ads) {
  const auto n = static_cast<Eigen::Index>(ads.size());
  Graph graph{Eigen::VectorXd::Zero(n), Eigen::MatrixXd::Zero(n, n), Eigen::VectorXd::Zero(n)};
  Eigen::VectorXd leaves = Eigen::VectorXd::Zero(n);
  for (const AdPath& path : paths) {
    const auto weight = static_cast<double>(path.count);
    Eigen::Index at = -1;
    for (const AdId& ad : path.ads) {
      const auto next =
          static_cast<Eigen::Index>(std::lower_bound(ads.begin(), ads.end(), ad) - ads.begin());
      if (next == at) continue;
      if (at < 0) {
        graph.start(next) += weight;
      } else {
        graph.between(at, next) += weight;
        leaves(at) += weight;
      }
      at = next;
    }
    if (at < 0) continue;
    leaves(at) += weight;
    if (path.converted) graph.converts(at) += weight;
  }
  for (Eigen::Index i = 0; i < n; ++i) {
    if (leaves(i) == 0.0) continue;
    graph.between.row(i) /= leaves(i);
    graph.converts(i) /= leaves(i);
  }
  if (const double all = graph.start.sum(); all > 0.0) graph.start /= all;
  return graph;
}

double conversions_of(std::span<const AdPath> paths) {
  double conversions = 0.0;
  for (const AdPath& path : paths) {
    if (path.converted && !path.ads.empty()) conversions += static_cast<double>(path.count);
  }
  return conversions;
}

}  // namespace

Result<Markov> markov(std::span<const AdPath> paths) {
  for (const AdPath& path : paths) {
    if (path.count >= 0) continue;
    return fail(ErrorCode::InvalidInput, "paths.count",
                "must be >= 0, got " + std::to_string(path.count));
  }
  const auto ads = ads_in(paths);
  if (ads.size() > kMarkovAdsMax) {
    return fail(ErrorCode::InvalidInput, "paths",
                "must hold at most " + std::to_string(kMarkovAdsMax) + " ads, got " +
                    std::to_string(ads.size()),
                "group ads by campaign");
  }
  Markov result;
  if (ads.empty()) return result;
  const Graph graph = graph_of(paths, ads);
  // Row i: how often the chain visits each state when it starts at i. Every path ends, so I - Q
  // can be inverted.
  const auto n = graph.start.size();
  const Eigen::MatrixXd visits =
      (Eigen::MatrixXd::Identity(n, n) - graph.between).partialPivLu().inverse();
  const Eigen::VectorXd converts = visits * graph.converts;
  const Eigen::VectorXd expected = visits.transpose() * graph.start;
  result.conversion_rate = graph.start.dot(converts);

  double sum = 0.0;
  for (Eigen::Index i = 0; i < n; ++i) {
    // P(visit i) = expected visits / expected visits once there.
    const double effect = result.conversion_rate > 0.0
                              ? expected(i) / visits(i, i) * converts(i) / result.conversion_rate
                              : 0.0;
    const double bounded = std::clamp(effect, 0.0, 1.0);
    result.removal_effect.push_back({ads[static_cast<std::size_t>(i)], bounded});
    sum += bounded;
  }
  const double conversions = conversions_of(paths);
  for (const auto& [ad, effect] : result.removal_effect) {
    result.credits.push_back({ad, sum > 0.0 ? effect / sum * conversions : 0.0});
  }
  return result;
}

}  // namespace gv::attribution
