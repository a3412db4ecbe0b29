#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

enum class HoldScope { Global, Account, Platform, Campaign, Ad };
[[nodiscard]] std::string_view to_text(HoldScope scope);
/// Errors: InvalidInput.
Result<HoldScope> parse_hold_scope(std::string_view text, std::string_view where);

/// Keeps changes from being sent. In force until it is cleared or runs out.
struct Hold {
  std::string id;  ///< UUID
  HoldScope scope{HoldScope::Account};
  /// A platform; a campaign or any thing as "meta:123", or by its id alone on any platform.
  std::optional<std::string> target{};
  std::string reason;
  std::string engaged_by;
  TimePoint engaged_at{};  ///< set by the store
  std::optional<TimePoint> expires_at{};
  std::optional<std::string> cleared_by{};
  std::optional<TimePoint> cleared_at{};

  [[nodiscard]] bool in_force(TimePoint now) const {
    return !cleared_at && (!expires_at || *expires_at > now);
  }
  /// Whether it stops a change of a thing.
  [[nodiscard]] bool stops(std::string_view platform, std::string_view campaign_id,
                           std::string_view entity_id) const;
};

class Holds {
 public:
  virtual ~Holds() = default;

  /// In a transaction of an account it is that account's, in a shared one everybody's (Global).
  virtual Result<void> engage(SharedTransaction& transaction, const Hold& hold) = 0;
  /// False when there is no such hold in force. In a transaction of an account its own ones only.
  virtual Result<bool> clear(SharedTransaction& transaction, std::string_view id,
                             std::string_view by) = 0;
  /// Those in force, of the account and of everybody, oldest first.
  virtual Result<std::vector<Hold>> in_force(Transaction& transaction) = 0;
  /// The same with those that are over, newest first.
  virtual Result<std::vector<Hold>> list(Transaction& transaction, int limit) = 0;
  virtual Result<std::optional<Hold>> find(Transaction& transaction, std::string_view id) = 0;
};

}  // namespace gv::app
