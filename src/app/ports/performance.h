#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// What a platform told of one thing in one span of time, as of `fetched_at`.
struct PerformanceRow {
  std::string platform;  ///< "meta"
  std::string entity_type{"ad"};
  std::string entity_id;           ///< "<platform>:<platform id>"
  std::string granularity{"day"};  ///< "day", "hour"
  std::string attribution_setting;
  TimePoint period_start{};
  std::int64_t impressions{0};
  std::optional<std::int64_t> reach{};
  std::optional<double> frequency{};
  std::int64_t clicks{0};
  std::optional<std::int64_t> link_clicks{};
  std::int64_t spend_minor{0};
  double conversions{0.0};
  std::optional<std::int64_t> revenue_minor{};
  std::int64_t revision{1};  ///< rises with every other answer of the platform
  TimePoint fetched_at{};
  friend bool operator==(const PerformanceRow&, const PerformanceRow&) = default;
};

/// Which rows: of one platform and granularity, that begin in [from, until).
struct PerformanceSpan {
  std::string platform;
  std::string granularity;
  TimePoint from{};
  TimePoint until{};
};

/// What ad platforms report, as they reported it last.
class Performance {
 public:
  virtual ~Performance() = default;
  /// Of ads, by id and time.
  virtual Result<std::vector<PerformanceRow>> ads(Transaction& transaction,
                                                  const PerformanceSpan& span) = 0;
  /// Of one ad ("meta:123"), by time.
  virtual Result<std::vector<PerformanceRow>> of_ad(Transaction& transaction,
                                                    std::string_view ad_id,
                                                    const PerformanceSpan& span) = 0;
  /// Adds the row, or replaces the one of the same thing and span.
  virtual Result<void> put(Transaction& transaction, const PerformanceRow& row) = 0;
};

}  // namespace gv::app
