#pragma once

#include <vector>

#include "app/ports/ad_reports.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// All that one look at an ad account brought.
struct PlatformSnapshot {
  std::string platform;
  std::string external_id;  ///< of the ad account
  std::string attribution_setting;
  TimePoint as_of{};
  std::vector<ListedEntity> campaigns{};
  std::vector<ListedEntity> adsets{};
  std::vector<ListedEntity> ads{};
  ReportQuestion days{};
  std::vector<AdReport> daily{};
  ReportQuestion hours{};
  std::vector<AdReport> hourly{};
};

/// Looks at an ad account: everything in it, its ads day by day over the last `days` and hour by
/// hour since yesterday. Errors: of the platform as `error_of` has them.
[[nodiscard]] Result<PlatformSnapshot> look_at(AdReports& reports, std::string external_id,
                                               int days, TimePoint now, const ReportPulse& pulse);

/// A platform's error as one of ours: what cannot help to repeat is permanent. `where` names the
/// platform.
[[nodiscard]] Error error_of(std::string_view platform, const execute::PlatformError& error);

}  // namespace gv::app
