#include "app/account_inputs.h"

#include <algorithm>

#include "app/stored_ads.h"

namespace gv::app {
namespace {

/// What clients told: sums since an ad began to run.
SnapshotRequest snapshots_of(const std::vector<StoredAdState>& ads, const LiveRequest& request) {
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

}  // namespace

Result<AccountInputs> account_inputs(const AccountInputsPorts& ports, const AccountScope& scope,
                                     const LiveRequest& request, const AccountSettings& settings) {
  GV_TRY(const auto pipelines, ports.pipelines.pipelines(scope.account()));
  GV_TRY(const auto live, ports.store.read(scope, [&](Transaction& transaction) {
    return read_live_account(transaction, ports.live, pipelines, settings.decision.mode);
  }));
  if (!live.ads.empty()) {
    GV_TRY(auto inputs, live_inputs(live, request, settings));
    return AccountInputs{std::move(inputs), true, names_in(live.ads)};
  }
  GV_TRY(const auto ads, all_ads(ports.store, ports.ads, scope));
  GV_TRY(auto inputs, inputs_of(snapshots_of(ads, request), settings));
  return AccountInputs{std::move(inputs), false, names_in(ads)};
}

TimePoint newest_data(const RunInputs& inputs) {
  TimePoint newest{};
  for (const auto& ad : inputs.cycle.ads) newest = std::max(newest, ad.data_as_of);
  return newest;
}

}  // namespace gv::app
