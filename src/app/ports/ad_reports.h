#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/ports/ad_platform.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// Whole days of the ad account's time zone, both ends included.
struct ReportQuestion {
  TimePoint first{};  ///< the day, as midnight UTC
  TimePoint last{};
  bool hourly{false};  ///< a row an hour; without conversions, which are told by the day
};

/// What one ad did in a day or an hour, as the platform tells it. It may tell another number for
/// the same span tomorrow. What it does not tell is empty, never zero; no row is no delivery.
struct AdReport {
  std::string ad_id;          ///< the platform's own
  TimePoint from{};           ///< of the span, as the account's clock says it, UTC
  Millis length{86'400'000};  ///< a day or an hour
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::int64_t spend_minor{0};
  std::optional<std::int64_t> link_clicks{};
  std::optional<std::int64_t> reach{};
  std::optional<double> frequency{};
  double conversions{0.0};                      ///< purchases that the platform credits to the ad
  std::optional<std::int64_t> revenue_minor{};  ///< of them
  friend bool operator==(const AdReport&, const AdReport&) = default;
};

/// A thing of the account with what lists show of it.
struct ListedEntity {
  PlatformEntity entity;
  std::string objective{};    ///< of a campaign, the platform's word
  std::string creative_id{};  ///< of an ad
};

/// Called while somebody waits for a report; false: nobody wants it any more.
using ReportPulse = std::function<bool()>;

/// What an ad platform tells of one account. Safe to use from many threads.
class AdReports {
 public:
  virtual ~AdReports() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Attribution that its conversions are counted by: "7d_click".
  [[nodiscard]] virtual std::string_view attribution_setting() const = 0;
  /// All things of a level that are not deleted.
  virtual PlatformReply<std::vector<ListedEntity>> list(EntityLevel level) = 0;
  /// One row for every ad and span that delivered, by ad and time. Waits for a report where the
  /// platform makes one, with a pulse every few seconds.
  virtual PlatformReply<std::vector<AdReport>> report(const ReportQuestion& question,
                                                      const ReportPulse& pulse) = 0;
};

/// An account's connection to a platform and what reports through it.
struct ReportingConnection {
  std::string platform;
  std::string external_id;  ///< of the ad account
  /// Errors: Forbidden when credentials cannot be read.
  Result<std::shared_ptr<AdReports>> reports;
};

/// Finds what reports of an account.
class ReportSources {
 public:
  virtual ~ReportSources() = default;
  /// All connections of the account; none: it has none. Errors: those of the store.
  virtual Result<std::vector<ReportingConnection>> of(const AccountScope& scope) = 0;
};

}  // namespace gv::app
