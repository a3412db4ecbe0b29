#pragma once

#include <optional>

#include "base/time.h"
#include "core/market/draws.h"
#include "core/market/scenario.h"

namespace gv::market {

/// What truly becomes of one deal. Amounts are whole minor units.
struct DealFate {
  TimePoint click_at;
  TimePoint counted_at;
  double value_minor{0.0};  ///< expected value at the count stage; direct: the cash
  TimePoint resolved_at;    ///< won or lost; direct: counted_at
  double cash_minor{0.0};   ///< what it pays in the end, 0 when lost
};

/// How the deal shows up in the advertiser's data.
struct Sighting {
  bool seen{true};                     ///< false: lost to tracking for good
  bool twice{false};                   ///< booked as two deals
  std::optional<TimePoint> lost_at;    ///< marked lost here, although resolved differently later
  TimePoint resolved_at;               ///< when the end is booked
  std::optional<TimePoint> refund_at;  ///< cash and value fall to 0
};

/// Draws the fate of one deal of a click. Direct: cash at conversion, Gamma(value, cv). Pipeline:
/// counted at its expected value, resolved after an exponential time, won with P_w for
/// E / P_w x Gamma(1, cv). Always consumes the same number of uniforms.
[[nodiscard]] DealFate draw_fate(const Scenario& scenario, TimePoint click_at, double delay_days,
                                 Luck& luck);

/// Measures a deal. Clean measurement shows every deal as it is, except during an outage. With
/// losses: direct conversions are seen when matched and within the attribution window, pipeline
/// deals when the CRM has their click; some are booked twice, refunded, no-shows (a lost deal
/// marked at once) or reopened (a won deal marked lost in between). Detours do not change how
/// deals end, so stage values stay right on average. Consumes a fixed number of uniforms.
[[nodiscard]] Sighting measure(const Scenario& scenario, const DealFate& fate, Luck& luck);

}  // namespace gv::market
