#include "score.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "core/insight/sync_match.h"

namespace gv::gvtest {
namespace {

using vision::Entry;
using vision::Transition;

constexpr double kOverlapMin = 0.3;

bool is(Entry entry, Gradual kind) {
  if (kind == Gradual::Dissolve) return entry == Entry::Dissolve;
  return entry == Entry::Fade || entry == Entry::Black;
}

bool inside_gradual(std::span<const TrueBoundary> truth, std::int64_t frame) {
  return std::ranges::any_of(truth, [&](const TrueBoundary& one) {
    return one.end > one.start && frame >= one.start - 1 && frame <= one.end + 1;
  });
}

/// Common frames over those of the longer interval.
double overlap(const TrueBoundary& truth, const Transition& found) {
  const auto common =
      std::min(truth.end, found.end_frame) - std::max(truth.start, found.start_frame);
  const auto longer = std::max(truth.end - truth.start, found.end_frame - found.start_frame);
  return longer > 0 ? static_cast<double>(common) / static_cast<double>(longer) : 0.0;
}

}  // namespace

void Hits::add(const Hits& other) {
  matched += other.matched;
  missed += other.missed;
  extra += other.extra;
  exact += other.exact;
  offsets.insert(offsets.end(), other.offsets.begin(), other.offsets.end());
}

double Hits::f1() const {
  const int total = 2 * matched + missed + extra;
  return total > 0 ? 2.0 * matched / total : 1.0;
}

double Hits::exact_share() const {
  return matched > 0 ? static_cast<double>(exact) / matched : 1.0;
}

double Hits::offset_mean() const {
  double sum = 0.0;
  for (const double offset : offsets) sum += std::abs(offset);
  return offsets.empty() ? 0.0 : sum / static_cast<double>(offsets.size());
}

double Hits::offset_median() const {
  if (offsets.empty()) return 0.0;
  std::vector<double> sizes;
  for (const double offset : offsets) sizes.push_back(std::abs(offset));
  std::ranges::sort(sizes);
  const std::size_t n = sizes.size();
  return 0.5 * (sizes[(n - 1) / 2] + sizes[n / 2]);
}

Hits match_points(std::span<const double> truth, std::span<const double> found, double tolerance) {
  const auto pairs = insight::match_times(truth, found, tolerance);
  Hits hits;
  hits.matched = static_cast<int>(pairs.size());
  hits.missed = static_cast<int>(truth.size()) - hits.matched;
  hits.extra = static_cast<int>(found.size()) - hits.matched;
  for (const auto& pair : pairs) {
    const double offset = found[pair.audio] - truth[pair.visual];
    hits.offsets.push_back(offset);
    if (std::abs(offset) < 1e-9) ++hits.exact;
  }
  return hits;
}

Hits match_cuts(std::span<const TrueBoundary> truth, std::span<const Transition> found) {
  std::vector<double> cuts;
  for (const auto& one : truth) {
    if (one.end == one.start) cuts.push_back(static_cast<double>(one.start));
  }
  std::vector<double> seen;
  for (const auto& one : found) {
    if (!inside_gradual(truth, one.boundary)) seen.push_back(static_cast<double>(one.boundary));
  }
  return match_points(cuts, seen, 1.0);
}

Hits match_cuts_by_time(std::span<const TrueBoundary> truth, std::span<const Transition> found,
                        std::span<const double> times, double tolerance_s) {
  std::vector<double> cuts;
  for (const auto& one : truth) cuts.push_back(one.start_s);
  std::vector<double> seen;
  for (const auto& one : found) seen.push_back(times[static_cast<std::size_t>(one.boundary)]);
  return match_points(cuts, seen, tolerance_s);
}

Hits match_gradual(std::span<const TrueBoundary> truth, std::span<const Transition> found,
                   Gradual kind) {
  struct Pair {
    double overlap;
    std::size_t truth;
    std::size_t found;
  };
  std::vector<Pair> pairs;
  Hits hits;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    if (!is(truth[i].kind, kind)) continue;
    ++hits.missed;
    for (std::size_t k = 0; k < found.size(); ++k) {
      const double share = is(found[k].kind, kind) ? overlap(truth[i], found[k]) : 0.0;
      if (share >= kOverlapMin) pairs.push_back({share, i, k});
    }
  }
  for (const auto& one : found) hits.extra += is(one.kind, kind) ? 1 : 0;
  std::ranges::stable_sort(pairs, std::greater<>{}, &Pair::overlap);
  std::vector<bool> truth_used(truth.size());
  std::vector<bool> found_used(found.size());
  for (const Pair& pair : pairs) {
    if (truth_used[pair.truth] || found_used[pair.found]) continue;
    truth_used[pair.truth] = found_used[pair.found] = true;
    ++hits.matched;
    --hits.missed;
    --hits.extra;
    const TrueBoundary& one = truth[pair.truth];
    const double middle = 0.5 * static_cast<double>(one.start + one.end);
    hits.offsets.push_back(static_cast<double>(found[pair.found].boundary) - middle);
  }
  return hits;
}

}  // namespace gv::gvtest
