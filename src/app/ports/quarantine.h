#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// Something that came and could not be used, kept as it came.
struct QuarantinedItem {
  std::string id;          ///< UUID; the same thing twice has one
  std::string kind;        ///< "crm_delivery"
  std::string reason;      ///< "unmapped_portal", "unreadable"
  std::string source_ref;  ///< whence: "hubspot:62515"
  std::string payload;     ///< bytes
  std::optional<TimePoint> retry_at{};
  TimePoint created_at{};  ///< set by the store
};

/// What waits for a person, or for what it lacks. Belongs to no account until that is known.
class Quarantine {
 public:
  virtual ~Quarantine() = default;

  /// False when it is there already.
  virtual Result<bool> add(SharedTransaction& transaction, const QuarantinedItem& item) = 0;
  /// Unresolved ones of one source, oldest first, up to `limit`.
  virtual Result<std::vector<QuarantinedItem>> waiting(SharedTransaction& transaction,
                                                       std::string_view source_ref, int limit) = 0;
  /// False when there is no unresolved one.
  virtual Result<bool> resolve(SharedTransaction& transaction, std::string_view id) = 0;
};

}  // namespace gv::app
