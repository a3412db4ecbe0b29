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

/// A file that comes in pieces, over days and connections.
struct Upload {
  std::string id;  ///< UUID
  std::int64_t length{0};
  std::int64_t offset{0};                 ///< bytes that are on disk, in [0, length]
  std::string name;                       ///< what its sender calls it
  std::string metadata;                   ///< as the sender wrote it, to be told back
  std::optional<std::string> asset_id{};  ///< what became of it; then `offset` is `length`
  std::string created_by;                 ///< of the credential
  TimePoint created_at{};                 ///< set by the store
  TimePoint expires_at{};
};

/// Uploads that have begun.
class Uploads {
 public:
  virtual ~Uploads() = default;

  virtual Result<void> add(Transaction& transaction, const Upload& upload) = 0;
  /// `id` is a UUID.
  virtual Result<std::optional<Upload>> find(Transaction& transaction, std::string_view id) = 0;
  /// Moves the offset on. False, and nothing changes, unless it is at `from`.
  virtual Result<bool> advance(Transaction& transaction, std::string_view id, std::int64_t from,
                               std::int64_t to) = 0;
  /// The last bytes have come and are an asset now. False unless the offset is at `from`.
  virtual Result<bool> finish(Transaction& transaction, const Upload& upload, std::int64_t from,
                              std::string_view asset_id) = 0;
  /// False when there is none.
  virtual Result<bool> remove(Transaction& transaction, std::string_view id) = 0;
  /// Removes those that expired before now, at most `limit`; their ids.
  virtual Result<std::vector<std::string>> remove_expired(Transaction& transaction, int limit) = 0;
};

}  // namespace gv::app
