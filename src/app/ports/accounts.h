#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

struct Account {
  AccountId id{};
  std::string name;
  std::string currency;   ///< ISO 4217
  std::string time_zone;  ///< IANA name
  std::optional<std::string> industry{};
  std::string status{"active"};
  bool is_demo{false};
  std::int64_t config_version{0};  ///< in force; 0: built-in defaults
  TimePoint created_at{};
  std::optional<TimePoint> archived_at{};
};

/// One version of an account's configuration; never changed once written.
struct AccountConfiguration {
  std::int64_t version{0};  ///< 1, 2, 3, ...
  std::string document;     ///< JSON
  std::string hash;         ///< SHA-256 of the canonical JSON, hex
  std::string changed_by;
  std::optional<std::string> note{};
  TimePoint created_at{};
};

/// Changes whenever an account is opened, configured or archived.
struct AccountsRevision {
  std::int64_t accounts{0};
  std::int64_t versions{0};  ///< of all configurations together
  std::int64_t archived{0};
  friend bool operator==(const AccountsRevision&, const AccountsRevision&) = default;
};

/// The accounts and their configurations.
class Accounts {
 public:
  virtual ~Accounts() = default;

  /// Makes the transaction's own account, whose id `account` must bear. Errors: Conflict.
  virtual Result<void> add(Transaction& transaction, const Account& account) = 0;
  /// The transaction's own account; nothing when there is none of this id.
  virtual Result<std::optional<Account>> find(Transaction& transaction) = 0;
  /// Replaces name, time zone, industry, status, is_demo and archived_at. Errors: NotFound.
  virtual Result<void> update(Transaction& transaction, const Account& account) = 0;
  /// Of all accounts, ascending by id, up to `limit` after `after` (empty: from the start). For the
  /// program's own tasks; what a person may list is decided by their memberships.
  virtual Result<std::vector<Account>> list(SharedTransaction& transaction, std::string_view after,
                                            int limit) = 0;
  /// Of all accounts. One row, however many there are.
  virtual Result<AccountsRevision> revision(SharedTransaction& transaction) = 0;

  /// Writes version `base + 1` and puts it in force. Errors: Conflict when `base` is not the
  /// version in force any more; NotFound.
  virtual Result<void> configure(Transaction& transaction, std::int64_t base,
                                 const AccountConfiguration& configuration) = 0;
  virtual Result<std::optional<AccountConfiguration>> configuration(Transaction& transaction,
                                                                    std::int64_t version) = 0;
  /// Newest first, up to `limit` before `before` (0: from the newest).
  virtual Result<std::vector<AccountConfiguration>> configurations(Transaction& transaction,
                                                                   std::int64_t before,
                                                                   int limit) = 0;
};

}  // namespace gv::app
