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

/// What is known of an ad: sums since it began to run. Amounts are minor units of the account.
struct StoredAdState {
  std::string ad_id;  ///< "<platform>:<platform id>"
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::int64_t conversions{0};
  std::int64_t spend_minor{0};
  std::int64_t pipeline_value_minor{0};
  std::int64_t cash_revenue_minor{0};
  std::optional<double> frequency{};
  std::optional<std::int64_t> reach_7d{};
  std::optional<TimePoint> first_delivery_at{};
  std::optional<TimePoint> creative_refreshed_at{};
  std::optional<TimePoint> data_as_of{};  ///< what the sums reach to
  std::string status{"active"};
  std::string learning{"none"};
  std::string posterior{"{}"};  ///< JSON
  std::int64_t state_seq{0};    ///< of the event it was last changed by
  TimePoint updated_at{};       ///< when that was recorded
  friend bool operator==(const StoredAdState&, const StoredAdState&) = default;
};

/// The ads of an account as its events tell them: a projection of the event log.
class AdStates {
 public:
  virtual ~AdStates() = default;

  virtual Result<std::optional<StoredAdState>> find(Transaction& transaction,
                                                    std::string_view ad_id) = 0;
  /// Up to `limit` ads in order of their ids, after `after`.
  virtual Result<std::vector<StoredAdState>> list(Transaction& transaction, std::string_view after,
                                                  int limit) = 0;
  /// Adds the ad, or replaces what was known of it.
  virtual Result<void> put(Transaction& transaction, const StoredAdState& state) = 0;
};

}  // namespace gv::app
