#include "core/attribution/credits.h"

#include <algorithm>

namespace gv::attribution {
namespace {

bool says_the_same(const CreditSet& a, const CreditSet& b) {
  return a.split == b.split && a.confidence == b.confidence && a.model == b.model &&
         a.method == b.method && a.click_id == b.click_id;
}

Result<revenue::CreditSplit> all_to(const AdId& ad) {
  const revenue::Credit credit{ad, 1, 1};
  return revenue::CreditSplit::parse({&credit, 1});
}

}  // namespace

std::string_view to_text(CreditOrigin origin) {
  switch (origin) {
    case CreditOrigin::First:
      return "first";
    case CreditOrigin::Late:
      return "late";
    case CreditOrigin::Weights:
      return "weights";
    case CreditOrigin::Override:
      return "override";
  }
  return "";
}

const CreditSet* CreditHistory::current() const { return sets_.empty() ? nullptr : &sets_.back(); }

const CreditSet* CreditHistory::asof(TimePoint time) const {
  const auto after =
      std::upper_bound(sets_.begin(), sets_.end(), time,
                       [](TimePoint wanted, const CreditSet& set) { return wanted < set.at; });
  return after == sets_.begin() ? nullptr : &*std::prev(after);
}

revenue::CreditSplit CreditHistory::split() const {
  return sets_.empty() ? revenue::CreditSplit() : sets_.back().split;
}

Result<void> CreditHistory::check_time(TimePoint at) const {
  if (sets_.empty() || at >= sets_.back().at) return {};
  return fail(ErrorCode::ClockSkew, "at",
              "must not lie before the current credits of " + format_time(sets_.back().at) +
                  ", got " + format_time(at));
}

Result<bool> CreditHistory::decide(CreditSet set) {
  GV_TRY(check_time(set.at));
  if (const CreditSet* now = current()) {
    if (now->origin == CreditOrigin::Override || says_the_same(*now, set)) return false;
    if (set.origin == CreditOrigin::First) {
      return fail(ErrorCode::InvalidInput, "origin", "must not be first: the deal is decided");
    }
  }
  set.seq = static_cast<std::int64_t>(sets_.size()) + 1;
  sets_.push_back(std::move(set));
  return true;
}

Result<void> CreditHistory::override_with(const AdId& ad, std::string actor, std::string reason,
                                          TimePoint now, std::int64_t config_version) {
  if (ad.empty() || actor.empty() || reason.empty()) {
    return fail(ErrorCode::InvalidInput, "override", "must name an ad, who says so and why");
  }
  GV_TRY(check_time(now));
  GV_TRY(auto split, all_to(ad));
  sets_.push_back({.seq = static_cast<std::int64_t>(sets_.size()) + 1,
                   .at = now,
                   .origin = CreditOrigin::Override,
                   .model = sets_.empty() ? Model::LastTouch : sets_.back().model,
                   .method = sets_.empty() ? Method::Unattributed : sets_.back().method,
                   .split = std::move(split),
                   .confidence = 1.0,
                   .config_version = config_version,
                   .actor = std::move(actor),
                   .reason = std::move(reason)});
  return {};
}

Result<CreditSet> credit_set(const Attribution& attribution, const Conversion& of,
                             std::span<const Click> person_clicks, Model model,
                             const ModelData& data, Millis window, double half_life_days) {
  CreditSet set{.at = of.at,
                .model = model,
                .method = attribution.method,
                .confidence = attribution.confidence,
                .click_id = attribution.click_id,
                .reason = attribution.reason};
  if (!attribution.success()) return set;
  if (attribution.click_id.empty()) {
    GV_TRY(set.split, all_to(attribution.ad));
    return set;
  }
  std::vector<Click> clicks;
  bool met = false;
  for (const Click& click : person_clicks) {
    if (click.account != of.account) continue;
    met = met || click.click_id == attribution.click_id;
    clicks.push_back(click);
  }
  if (!met) {
    const auto hours = attribution.window_hours.value_or(0.0);
    Click matched{.account = of.account,
                  .click_id = attribution.click_id,
                  .ad = attribution.ad,
                  .campaign = attribution.campaign};
    matched.at = of.at - Millis(static_cast<std::int64_t>(hours * 3.6e6 + 0.5));
    clicks.push_back(std::move(matched));
  }
  auto touches = journey(clicks, of.at, window);
  // The layer that matched may look further back than the journey: its ad must not lose all.
  if (touches.empty())
    touches.push_back({attribution.ad, attribution.campaign, attribution.click_id, of.at});
  GV_TRY(auto credit, credit_journey(model, touches, data, half_life_days));
  set.split = std::move(credit.split);
  set.model = credit.model;
  return set;
}

bool reopens(const Conversion& conversion, const Click& click, Millis window) {
  return click.is_valid() && click.account == conversion.account && click.at <= conversion.at &&
         conversion.at - click.at <= window;
}

}  // namespace gv::attribution
