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

enum class AdPolicyMode {
  Auto,     ///< decisions are carried out
  Observe,  ///< decisions are made and shown, none is carried out
  Locked,   ///< nothing of ours touches the ad
};
/// "auto", "observe", "locked".
[[nodiscard]] std::string_view to_text(AdPolicyMode mode);
/// Errors: InvalidInput.
[[nodiscard]] Result<AdPolicyMode> parse_ad_policy_mode(std::string_view text,
                                                        std::string_view where);

/// What a person wants of an ad, above any decision. Bounds are daily budgets in minor units, of
/// what carries the ad's money: an ad set or campaign where it has none of its own.
struct AdPolicy {
  std::string ad_id;  ///< "meta:123"
  AdPolicyMode mode{AdPolicyMode::Auto};
  std::optional<std::int64_t> min_budget_minor{};  ///< > 0, at most the other one
  std::optional<std::int64_t> max_budget_minor{};  ///< > 0
  std::optional<std::string> note{};
  std::string set_by;                     ///< "user:<id>"
  TimePoint set_at{};                     ///< set by the store
  std::optional<TimePoint> expires_at{};  ///< from then on it is as if there were none
  std::int64_t revision{0};               ///< 1, 2, ... of this ad; 0: there never was one

  [[nodiscard]] bool in_force(TimePoint now) const {
    return revision > 0 && (!expires_at || *expires_at > now);
  }
};

class AdPolicies {
 public:
  virtual ~AdPolicies() = default;

  /// The newest one of an ad, in force or not.
  virtual Result<std::optional<AdPolicy>> find(Transaction& transaction,
                                               std::string_view ad_id) = 0;
  /// Those in force, by ad.
  virtual Result<std::vector<AdPolicy>> in_force(Transaction& transaction) = 0;
  /// Puts a policy, with its revision, in the place of the one before it; false when there is
  /// another one by now.
  virtual Result<bool> put(Transaction& transaction, const AdPolicy& policy) = 0;
};

}  // namespace gv::app
