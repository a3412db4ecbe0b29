#include "app/ad_snapshots.h"

#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "app/bound_units.h"
#include "base/hash.h"
#include "base/money.h"
#include "base/time.h"

namespace gv::app {
namespace {

constexpr double kMillisPerHour = 3.6e6;

TimePoint began(const AdSnapshot& ad, TimePoint now) {
  return now - Millis(round_half_away(ad.age_hours * kMillisPerHour));
}

std::optional<belief::DealValue> deals_of(const AdSnapshot& ad, TimePoint now,
                                          const belief::ValuePriors& priors) {
  auto pipeline = ad.pipeline_value_minor ? ad.pipeline_value_minor : ad.cash_revenue_minor;
  auto cash = ad.cash_revenue_minor ? ad.cash_revenue_minor : ad.pipeline_value_minor;
  const bool worth = pipeline.value_or(0) > 0 || cash.value_or(0) > 0;
  const double credit = ad.conversions.value_or(0.0) > 0.0 ? *ad.conversions : (worth ? 1.0 : 0.0);
  if (credit == 0.0) return std::nullopt;
  const double by_default = credit * priors.count_value_minor;
  return belief::DealValue{.click_at = began(ad, now),
                           .counted_at = ad.data_as_of.value_or(now),
                           .credit = credit,
                           .value_minor = pipeline ? static_cast<double>(*pipeline) : by_default,
                           .cash_minor = cash ? static_cast<double>(*cash) : by_default,
                           .click_known = false};
}

// A match score of one half is neutral: it promises nothing.
double boost_of(const std::optional<double>& score) {
  return score ? 1.0 + 0.2 * std::max(0.0, 2.0 * *score - 1.0) : 1.0;
}

Result<belief::AdState> state_of(const AdSnapshot& ad, const std::string& where, TimePoint now,
                                 const belief::ValuePriors& priors) {
  belief::AdState state;
  GV_TRY(const auto id, AdId::parse(ad.ad_id, where + ".ad_id"));
  state.key = {ad.platform.empty() ? "meta" : ad.platform, id};
  state.unit_id = BudgetUnitId(ad.platform.empty() ? ad.ad_id : ad.platform + ":" + ad.ad_id);
  state.campaign_id = CampaignId("account");
  if (!ad.creative_id.empty()) state.creative_id = CreativeId(ad.creative_id);
  state.data_as_of = ad.data_as_of.value_or(now);
  if (ad.age_hours > 0.0) {
    state.first_delivery_at = began(ad, now);
    state.buckets.push_back(
        {began(ad, now), state.data_as_of, ad.impressions, ad.clicks, ad.spend_minor});
  }
  if (auto deals = deals_of(ad, now, priors)) state.deals.push_back(*deals);
  state.value_known = ad.pipeline_value_minor || ad.cash_revenue_minor || ad.conversions;
  state.frequency_7d = ad.frequency;
  state.dna_boost = boost_of(ad.dna_score);
  return state;
}

std::string canonical_row(const AdSnapshot& ad) {
  const auto amount = [](const std::optional<std::int64_t>& minor) {
    return minor ? std::to_string(*minor) : std::string();
  };
  const auto number = [](const std::optional<double>& value) {
    return value ? fmt::format("{}", *value) : std::string();
  };
  auto row =
      fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", ad.ad_id, ad.impressions, ad.clicks,
                  ad.spend_minor, amount(ad.pipeline_value_minor), amount(ad.cash_revenue_minor),
                  number(ad.conversions), ad.age_hours, amount(ad.current_budget_minor),
                  number(ad.frequency), ad.creative_id, number(ad.dna_score));
  if (!ad.platform.empty()) row += "|" + ad.platform;
  if (ad.data_as_of) row += "|" + format_time(*ad.data_as_of);
  if (ad.held) row += "|held";
  if (ad.policy) row += "|" + policy_row(*ad.policy);
  return row + "\n";
}

std::string hash_of(const std::vector<AdSnapshot>& ads) {
  std::vector<std::string> rows;
  rows.reserve(ads.size());
  for (const auto& ad : ads) rows.push_back(canonical_row(ad));
  std::sort(rows.begin(), rows.end());
  std::string text;
  for (const auto& row : rows) text += row;
  return sha256_hex(text);
}

}  // namespace

std::int64_t budget_now_minor(const AdSnapshot& ad) {
  if (ad.current_budget_minor) return *ad.current_budget_minor;
  return round_half_away(static_cast<double>(ad.spend_minor) / std::max(ad.age_hours / 24.0, 1.0));
}

Result<RunInputs> inputs_of(const SnapshotRequest& request, const AccountSettings& settings) {
  RunInputs inputs;
  inputs.currency = settings.currency;
  inputs.config_hash = settings.config_hash;
  inputs.inputs_hash = hash_of(request.ads);
  auto& cycle = inputs.cycle;
  cycle.account = request.account;
  cycle.cycle_id = format_time(request.now);
  cycle.seed = request.seed;
  cycle.now = request.now;
  cycle.total_budget_minor = request.total_budget_minor;
  cycle.priors = settings.priors;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < request.ads.size(); ++i) {
    const auto& ad = request.ads[i];
    const std::string where = fmt::format("ad_states[{}]", i);
    GV_TRY(auto state, state_of(ad, where, request.now, settings.priors));
    if (!seen.insert(state.unit_id.text()).second) {
      return fail(ErrorCode::DuplicateAd, where + ".ad_id",
                  fmt::format("appears twice: \"{}\"", ad.ad_id));
    }
    belief::BudgetUnit unit;
    unit.id = state.unit_id;
    unit.campaign_id = state.campaign_id;
    unit.daily_budget_minor = budget_now_minor(ad);
    unit.held = ad.held;
    if (ad.policy) bind_unit(*ad.policy, unit);
    cycle.ads.push_back(std::move(state));
    cycle.units.push_back(std::move(unit));
  }
  return inputs;
}

}  // namespace gv::app
