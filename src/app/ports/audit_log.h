#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// Something that someone did, with secrets masked by the caller.
struct AuditEntry {
  std::int64_t seq{0};     ///< 1, 2, 3, ... within the account; set by the store
  TimePoint at{};          ///< set by the store
  std::string actor_type;  ///< "user", "api_key", "system"
  std::string actor_id;
  std::string action;  ///< "config.update"
  std::string object_type;
  std::optional<std::string> object_id{};
  std::optional<std::string> before{};  ///< JSON
  std::optional<std::string> after{};   ///< JSON
  std::optional<std::string> ip_prefix{};
  std::optional<std::string> trace_id{};
};

/// Which entries to list; what is empty does not choose.
struct AuditFilter {
  std::string actor_id{};
  std::string action{};
  std::string object{};             ///< its id or its type
  std::optional<TimePoint> from{};  ///< at or after
  std::optional<TimePoint> to{};    ///< before
};

/// Each account's record of who did what. Every entry carries a hash over itself and the entry
/// before it, so an entry that was changed or taken out shows.
class AuditLog {
 public:
  virtual ~AuditLog() = default;

  /// Appends; its seq. Holds the account's log until the transaction ends, so it comes last in it.
  /// Errors: InvalidInput (before or after is no JSON).
  virtual Result<std::int64_t> append(Transaction& transaction, const AuditEntry& entry) = 0;
  /// Newest first, up to `limit` before `before` (0: from the newest).
  virtual Result<std::vector<AuditEntry>> list(Transaction& transaction, std::int64_t before,
                                               int limit, const AuditFilter& filter) = 0;
  /// Computes the chain again from its first entry; the seq of the first one that does not fit.
  virtual Result<std::optional<std::int64_t>> first_broken(Transaction& transaction) = 0;
};

}  // namespace gv::app
