#include "app/account_inputs.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/stored_ads.h"

namespace gv::app {
namespace {

/// What clients told: sums since an ad began to run.
SnapshotRequest snapshots_of(const std::vector<StoredAdState>& ads,
                             const std::vector<AdPolicy>& policies, const LiveRequest& request) {
  SnapshotRequest asked{.account = request.account, .seed = request.seed, .now = request.now};
  std::int64_t now_minor = 0;
  for (const auto& ad : ads) {
    if (request.excluded.contains(ad.ad_id)) continue;
    auto snapshot = snapshot_of(ad, request.now);
    const auto pin = request.pins.find(ad.ad_id);
    if (pin != request.pins.end()) {
      snapshot.current_budget_minor = pin->second;
      snapshot.held = true;
    }
    const auto policy = std::find_if(policies.begin(), policies.end(),
                                     [&](const AdPolicy& one) { return one.ad_id == ad.ad_id; });
    if (policy != policies.end()) snapshot.policy = *policy;
    now_minor += budget_now_minor(snapshot);
    asked.ads.push_back(std::move(snapshot));
  }
  asked.total_budget_minor = request.total_budget_minor.value_or(now_minor);
  return asked;
}

template <class Ads>
std::vector<std::string> names_in(const Ads& ads) {
  std::vector<std::string> names;
  for (const auto& ad : ads) names.push_back(ad.ad_id);
  return names;
}

std::vector<LeftOut> left_out_of(const std::vector<RunningAd>& ads, const LiveRequest& request) {
  std::vector<LeftOut> out;
  for (const auto& ad : ads) {
    if (request.excluded.contains(ad.ad_id)) {
      out.push_back({ad.ad_id, "excluded"});
    } else if (!ad.unit_budget_minor) {
      out.push_back({ad.ad_id, "no_daily_budget"});
    }
  }
  return out;
}

std::vector<LeftOut> left_out_of(const std::vector<StoredAdState>& ads,
                                 const LiveRequest& request) {
  std::vector<LeftOut> out;
  for (const auto& ad : ads) {
    if (request.excluded.contains(ad.ad_id)) out.push_back({ad.ad_id, "excluded"});
  }
  return out;
}

/// Nothing is planned that the account may not spend a day: what was asked for is refused, the sum
/// of today's budgets is cut.
Result<void> keep_cap(const LiveRequest& request, const AccountSettings& settings,
                      RunInputs& inputs) {
  const auto& cap = settings.execution.caps.account_max_minor;
  auto& total = inputs.cycle.total_budget_minor;
  if (!cap || total <= *cap) return {};
  if (!request.total_budget_minor) {
    total = *cap;
    return {};
  }
  const auto spoken = [&](std::int64_t minor) { return format_major(minor, settings.currency); };
  return fail(ErrorCode::InvalidInput, "total_budget",
              fmt::format("must be at most business.daily_budget_cap ({}), got {}", spoken(*cap),
                          spoken(total)));
}

}  // namespace

Result<AccountInputs> account_inputs(const AccountInputsPorts& ports, const AccountScope& scope,
                                     const LiveRequest& request, const AccountSettings& settings) {
  GV_TRY(const auto pipelines, ports.pipelines.pipelines(scope.account()));
  GV_TRY(const auto live, ports.store.read(scope, [&](Transaction& transaction) {
    return read_live_account(transaction, ports.live, pipelines, settings.decision.mode);
  }));
  if (!live.ads.empty()) {
    GV_TRY(auto inputs, live_inputs(live, request, settings));
    GV_TRY(keep_cap(request, settings, inputs));
    return AccountInputs{std::move(inputs), true, names_in(live.ads),
                         left_out_of(live.ads, request)};
  }
  GV_TRY(const auto ads, all_ads(ports.store, ports.ads, scope));
  GV_TRY(auto inputs, inputs_of(snapshots_of(ads, live.policies, request), settings));
  GV_TRY(keep_cap(request, settings, inputs));
  return AccountInputs{std::move(inputs), false, names_in(ads), left_out_of(ads, request)};
}

TimePoint newest_data(const RunInputs& inputs) {
  TimePoint newest{};
  for (const auto& ad : inputs.cycle.ads) newest = std::max(newest, ad.data_as_of);
  return newest;
}

}  // namespace gv::app
