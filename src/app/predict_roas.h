#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/account_view.h"
#include "core/allocate/projection.h"

namespace gv::app {

struct AdForecast {
  belief::AdKey ad;
  double daily_spend_minor{0.0};
  allocate::RoasProjection projection;
};

struct RoasForecastRequest {
  std::optional<AdId> ad;                   ///< none: every ad
  std::optional<double> daily_spend_minor;  ///< > 0; none: the ad's recent daily spend
  int days{7};                              ///< in [1, 90]
};

/// Forecasts ROAS, value and profit of ads with delivery from their posterior, with the delay of
/// the account for the arrival of cash. Ads without spend and without a given one are left out.
/// Errors: NotFound for an unknown ad (the nearest one is the hint); those of `project_roas`.
[[nodiscard]] Result<std::vector<AdForecast>> predict_roas(const AccountView& view,
                                                           const decide::CycleInput& input,
                                                           const decide::Config& config,
                                                           const RoasForecastRequest& request);

}  // namespace gv::app
