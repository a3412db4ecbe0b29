#include "core/attribution/nearby.h"

#include <algorithm>
#include <set>

namespace gv::attribution {
namespace {

constexpr std::size_t kCandidatesMax = 200;
constexpr std::size_t kVisitorsMax = 20;  // prior: more share one address only behind a carrier
constexpr double kAccept = 0.70;
constexpr double kLead = 0.05;
// Sums of tenths are off by a few 1e-17.
constexpr double kRounding = 1e-12;

struct Near {
  const Click* click;
  bool same_ip;
  bool same_user_agent;
  bool same_prefix;
};

/// Whether the conversion's address is one that many people share.
bool is_crowded(std::span<const Near> near, TimePoint at) {
  std::set<std::string_view> visitors;
  for (const Near& one : near) {
    if (one.same_ip && at - one.click->at <= Hours{24} && !one.click->visitor_id.empty()) {
      visitors.insert(one.click->visitor_id);
    }
  }
  return visitors.size() > kVisitorsMax;
}

double score_of(const Near& near, bool crowded, TimePoint at, const MatchConfig& config) {
  const double hours = hours_between(near.click->at, at);
  const bool ip_counts = near.same_ip && !crowded;
  if (config.link_model) {
    return config.link_model->probability(
        {.equal = {ip_counts, near.same_user_agent, near.same_prefix}, .delay_hours = hours});
  }
  return (ip_counts ? 0.5 : 0.0) + (near.same_user_agent ? 0.3 : 0.0) +
         0.2 * std::max(0.0, 1.0 - hours / 24.0);
}

}  // namespace

std::vector<Candidate> nearby_candidates(const Conversion& conversion,
                                         std::span<const Click* const> clicks,
                                         const MatchConfig& config) {
  const Millis window = Hours{config.probabilistic_window_hours};
  std::vector<Near> near;
  for (const Click* click : clicks) {
    if (!click->is_valid() || click->at > conversion.at || conversion.at - click->at > window) {
      continue;
    }
    const Near one{click, matches(conversion.ip, click->ip),
                   matches(conversion.user_agent, click->user_agent),
                   matches(conversion.ip_prefix, click->ip_prefix)};
    if (one.same_ip || (one.same_user_agent && one.same_prefix)) near.push_back(one);
  }
  const bool crowded = is_crowded(near, conversion.at);
  std::sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
    return a.click->at != b.click->at ? a.click->at > b.click->at
                                      : a.click->click_id < b.click->click_id;
  });
  if (near.size() > kCandidatesMax) near.resize(kCandidatesMax);
  std::vector<Candidate> candidates;
  for (const Near& one : near) {
    candidates.push_back({one.click->click_id, one.click->ad, one.click->campaign, one.click->at,
                          score_of(one, crowded, conversion.at, config)});
  }
  return candidates;
}

LayerResult judge(std::span<const Candidate> ranked) {
  if (ranked.empty()) return LayerResult::NoCandidates;
  const Candidate& best = ranked.front();
  if (best.score < kAccept - kRounding) return LayerResult::LowProbability;
  const auto rival = std::find_if(ranked.begin(), ranked.end(), [&](const Candidate& candidate) {
    return candidate.ad != best.ad;
  });
  if (rival != ranked.end() && best.score - rival->score < kLead - kRounding) {
    return LayerResult::Ambiguous;
  }
  return LayerResult::Success;
}

}  // namespace gv::attribution
