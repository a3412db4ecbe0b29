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

/// A creative that somebody had published to a platform. Its steps are the changes of the plan that
/// has its id.
struct Publication {
  std::string id;  ///< UUID
  std::string creative_id;
  std::string platform;
  std::string name;  ///< of the campaign
  std::int64_t daily_budget_minor{0};
  std::string currency;
  std::string created_by;  ///< "user:<id>"
  TimePoint created_at{};  ///< set by the store
};

/// Where a page of a list goes on: newest first, then by id.
struct PublicationCursor {
  TimePoint created_at{};
  std::string id;
};

/// What an account had published. Ids are UUIDs.
class Publications {
 public:
  virtual ~Publications() = default;

  /// False when the id is known: nothing was written. Errors: InvalidInput for a creative that is
  /// not there.
  virtual Result<bool> add(Transaction& transaction, const Publication& publication) = 0;
  virtual Result<std::optional<Publication>> find(Transaction& transaction,
                                                  std::string_view id) = 0;
  /// Newest first.
  virtual Result<std::vector<Publication>> list(Transaction& transaction,
                                                const std::optional<PublicationCursor>& before,
                                                int limit) = 0;
};

}  // namespace gv::app
