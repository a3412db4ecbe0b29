#pragma once

#include <cstdint>
#include <optional>

#include "base/time.h"
#include "core/decide/config.h"

namespace gv::decide {

/// Whether an ad is too young and too cheap to judge. Both amounts >= 0.
/// `UntilBoth` ends at three times the spend limit anyway.
[[nodiscard]] bool in_ignorance_zone(double age_days, std::int64_t spend_minor,
                                     const ZoneConfig& config);

enum class Freshness { Fresh, Stale, StaleAlert };
[[nodiscard]] Freshness freshness(TimePoint data_as_of, TimePoint now, const DataConfig& config);

/// Evidence for a tracking outage from the last 24 hours of an account.
struct TrackingSignals {
  double deals_counted{0.0};                  ///< x, deals counted in the last 24 h
  double deals_expected{0.0};                 ///< Lambda, the model's expectation of x
  std::optional<double> session_ratio;        ///< sessions per click now
  std::optional<double> session_ratio_usual;  ///< and as usual
};

struct Outage {
  bool suspected{false};
  double p{1.0};  ///< Poisson P(X <= x | Lambda)
};

/// 1. Lambda >= 10 and P(X <= x | Lambda) < 1e-4, or 2. the session ratio fell by more than 60 %.
[[nodiscard]] Outage assess_outage(const TrackingSignals& signals, const DataConfig& config);

}  // namespace gv::decide
