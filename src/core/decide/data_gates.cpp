#include "core/decide/data_gates.h"

#include <algorithm>

#include "core/stats/special.h"

namespace gv::decide {

bool in_ignorance_zone(double age_days, std::int64_t spend_minor, const ZoneConfig& config) {
  constexpr std::int64_t kSpendEndsAnyway = 3;
  const bool young = age_days < config.days;
  const bool cheap = spend_minor < config.spend_minor;
  switch (config.rule) {
    case ZoneRule::UntilEither:
      return young && cheap;
    case ZoneRule::UntilBoth:
      return (young || cheap) && spend_minor / kSpendEndsAnyway < config.spend_minor;
  }
  return false;
}

Freshness freshness(TimePoint data_as_of, TimePoint now, const DataConfig& config) {
  const double age = hours_between(data_as_of, now);
  if (age > config.stale_alert_hours) return Freshness::StaleAlert;
  return age > config.stale_hours ? Freshness::Stale : Freshness::Fresh;
}

Outage assess_outage(const TrackingSignals& signals, const DataConfig& config) {
  Outage outage;
  constexpr double kMost = 1e15;  // counts beyond are no outage
  outage.p = stats::poisson_cdf(static_cast<std::int64_t>(std::min(signals.deals_counted, kMost)),
                                std::clamp(signals.deals_expected, 0.0, kMost));
  const bool too_few =
      signals.deals_expected >= config.outage_expected_min && outage.p < config.outage_p;
  const bool sessions_fell =
      signals.session_ratio && signals.session_ratio_usual && *signals.session_ratio_usual > 0.0 &&
      *signals.session_ratio < (1.0 - config.session_fall) * *signals.session_ratio_usual;
  outage.suspected = too_few || sessions_fell;
  return outage;
}

}  // namespace gv::decide
