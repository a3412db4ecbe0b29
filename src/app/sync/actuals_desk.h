#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/ad_states.h"
#include "app/ports/connections.h"
#include "app/ports/job_board.h"
#include "app/ports/performance.h"
#include "app/sync/sync_platforms.h"

namespace gv::app {

/// What platforms told of something over days, as they told it last.
struct ActualsSum {
  std::int64_t days{0};  ///< that anything was told of; 0: nothing was
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::int64_t spend_minor{0};
  double conversions{0.0};
  std::optional<std::int64_t> revenue_minor{};  ///< none: no value was told
  std::optional<TimePoint> fetched_at{};        ///< of the newest answer that changed it
  ActualsSum& operator+=(const ActualsSum& other);
};

struct AdActuals {
  std::string ad_id;  ///< "meta:123"
  ActualsSum sum{};
};

/// Ads of a certain age, and the look that was asked for.
struct ActualsOfAccount {
  std::vector<AdActuals> ads{};
  std::optional<std::string> job_id{};  ///< none: one is under way already
};

/// Platform-reported performance of ads, from the days that looks took in. It asks no platform
/// itself. Thread-safe; what it is built with outlives it.
class ActualsDesk {
 public:
  struct Ports {
    Store& store;
    Performance& performance;
    AdStates& ads;
    Connections& connections;
    JobBoard& board;
    SyncSchedule& schedule;
  };
  explicit ActualsDesk(const Ports& ports) : ports_(ports) {}

  /// Today, as far as it is known, and the `days_back` days before it, of each ad in order. Errors:
  /// InvalidInput, `where` is "ads[i]", for an id without a platform; Conflict at "platform" where
  /// the account is not connected to one of them.
  Result<std::vector<AdActuals>> of_ads(const AccountScope& scope, std::span<const std::string> ads,
                                        int days_back);
  /// Asks for a look now, and sums up ads whose first delivery lies between both ages. Errors:
  /// Conflict at "platform" without any connection.
  Result<ActualsOfAccount> sync(const AccountScope& scope, Millis age_min, Millis age_max);
  /// The newest looks, those to come first.
  Result<std::vector<JobView>> looks(const AccountScope& scope);
  /// The account's ad platforms, by provider.
  Result<std::vector<Connection>> connections(const AccountScope& scope);

 private:
  Result<std::vector<Connection>> connected(Transaction& transaction);

  const Ports ports_;
};

}  // namespace gv::app
