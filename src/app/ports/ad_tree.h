#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"
#include "core/execute/entity.h"

namespace gv::app {

/// What something got in a span. Amounts are minor units of the account.
struct AdSums {
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::int64_t spend_minor{0};
  double conversions{0.0};               ///< as its platform counts them
  std::int64_t platform_value_minor{0};  ///< what they are worth, as its platform says
  /// What the ledger booked to it for events of the span: value of deals by their stages.
  std::int64_t pipeline_value_minor{0};
  AdSums& operator+=(const AdSums& other);
  friend bool operator==(const AdSums&, const AdSums&) = default;
};

/// Which things, and of which days. Texts that are empty choose nothing.
struct TreeFilter {
  TimePoint from{};  ///< days and ledger events in [from, until)
  TimePoint until{};
  std::string platform{};
  std::string campaign{};  ///< the platform's id
  std::string adset{};     ///< the platform's id
  std::string ad{};        ///< the platform's id
  std::string status{};    ///< "active", "paused", "archived", "deleted": as set
  /// Platform and id of the last one of the page before.
  std::string after_platform{};
  std::string after_id{};
  int limit{50};
};

struct CampaignNode {
  std::string platform;
  std::string external_id;
  std::string name;
  std::string objective;
  std::string status;
  std::optional<std::int64_t> daily_budget_minor{};
  std::int64_t adsets{0};
  std::int64_t ads{0};
  AdSums sums{};
  std::optional<TimePoint> data_as_of{};  ///< the newest of its ads
};
struct AdSetNode {
  std::string platform;
  std::string external_id;
  std::string campaign_id;  ///< the platform's
  std::string name;
  std::string status;
  std::optional<std::int64_t> daily_budget_minor{};
  bool learning{false};
  std::int64_t ads{0};
  AdSums sums{};
  std::optional<TimePoint> data_as_of{};  ///< the newest of its ads
};
/// The newest decision on an ad that was more than a preview.
struct AdVerdict {
  std::string id;  ///< UUID
  std::string decision;
  double confidence{0.0};
  std::int64_t current_budget_minor{0};
  std::int64_t recommended_budget_minor{0};
  TimePoint created_at{};
};
struct AdNode {
  std::string platform;
  std::string external_id;
  std::string campaign_id;  ///< the platform's
  std::optional<std::string> adset_id{};
  std::string name;
  std::string status;
  bool active{false};                        ///< with all that is above it
  std::optional<std::string> review_status;  ///< the platform's effective status
  AdSums sums{};
  std::optional<TimePoint> first_delivery_at{};
  std::optional<TimePoint> data_as_of{};  ///< what is known reaches to
  std::optional<AdVerdict> verdict{};
};

/// What all ads together, or one campaign's, got in one day or hour.
struct SumsAt {
  TimePoint at{};
  AdSums sums{};
};
/// What the ledger booked to ads at one time.
struct BookedValue {
  TimePoint at{};  ///< of the deal's event
  std::int64_t delta_minor{0};
};

/// Names by "<platform>:<platform id>".
using NamesById = std::map<std::string, std::string, std::less<>>;

/// Campaigns, ad sets and ads as their platforms have them, each with what it got: for people to
/// read. Things that no platform has yet are left out. A call is one statement; lists ascend by
/// platform and id. An ad set without an ad, and an ad without a day, have sums of 0.
class AdTree {
 public:
  virtual ~AdTree() = default;

  /// `adset` and `ad` of the filter are not looked at.
  virtual Result<std::vector<CampaignNode>> campaigns(Transaction& transaction,
                                                      const TreeFilter& filter) = 0;
  /// `ad` of the filter is not looked at.
  virtual Result<std::vector<AdSetNode>> adsets(Transaction& transaction,
                                                const TreeFilter& filter) = 0;
  virtual Result<std::vector<AdNode>> ads(Transaction& transaction, const TreeFilter& filter) = 0;

  /// Sums by day ("day") or hour ("hour") without the ledger's; of the whole account or, where the
  /// filter names one, a campaign. Ascending by time; a time without a row is left out.
  virtual Result<std::vector<SumsAt>> series(Transaction& transaction, std::string_view granularity,
                                             const TreeFilter& filter) = 0;
  /// What the ledger booked, ascending by time: to all ads, or to those of the campaign or the one
  /// ad that the filter names.
  virtual Result<std::vector<BookedValue>> booked(Transaction& transaction,
                                                  const TreeFilter& filter) = 0;
  /// What platforms call the things with these ids ("meta:123"), all of one level. An id that is
  /// not known is left out; creatives and videos have no names here. A statement for every 32 ids.
  virtual Result<NamesById> names(Transaction& transaction, execute::EntityLevel level,
                                  std::span<const std::string> ids) = 0;
  /// What is known of the account's best known ad reaches to.
  virtual Result<std::optional<TimePoint>> known_until(Transaction& transaction) = 0;
};

}  // namespace gv::app
