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

/// What a media file is, as its content says; whatever the sender says of it is no part of it.
struct MediaFacts {
  std::string kind;  ///< "video" or "image"
  std::string mime;  ///< "video/mp4"
  std::optional<std::int64_t> duration_ms{};
  std::optional<int> width{};  ///< as shown
  std::optional<int> height{};
  std::optional<int> fps_num{};  ///< nominal frames a second, as a fraction
  std::optional<int> fps_den{};
  std::optional<std::string> video_codec{};
  std::optional<std::string> audio_codec{};
};

enum class AssetStatus {
  Ready,
  Rejected,  ///< no usable media: `error` says why, and its bytes are not kept
};
[[nodiscard]] std::string_view to_text(AssetStatus status);
/// Errors: InvalidInput.
[[nodiscard]] Result<AssetStatus> parse_asset_status(std::string_view text, std::string_view where);

/// A file of an account. Two files with the same bytes are one asset.
struct Asset {
  std::string id;             ///< UUID
  std::string original_name;  ///< what its sender calls it: data, never a path
  std::int64_t size_bytes{0};
  std::string sha256;       ///< 64 hex digits
  std::string storage_key;  ///< in the object store; empty when rejected
  MediaFacts facts{};
  AssetStatus status{AssetStatus::Ready};
  std::optional<std::string> error{};
  TimePoint created_at{};  ///< set by the store
};

/// Where a page of a list goes on: newest first, then by id.
struct AssetCursor {
  TimePoint created_at{};
  std::string id;
};

struct AssetFilter {
  std::string name_part{};  ///< of `original_name`, as it is written; empty: any
  std::optional<AssetStatus> status{};
  std::optional<std::string> kind{};
  std::optional<AssetCursor> before{};
  int limit{50};
};

struct AddedAsset {
  std::string id;  ///< of the asset that has these bytes now
  bool duplicate{false};
};

/// The files of an account.
class Assets {
 public:
  virtual ~Assets() = default;

  /// Adds a file, unless the account has a usable one with the same bytes: that one is told. One
  /// that was rejected or deleted comes back under its old id, with the new name and facts.
  virtual Result<AddedAsset> add(Transaction& transaction, const Asset& asset) = 0;
  /// `id` is a UUID. None also when it is deleted.
  virtual Result<std::optional<Asset>> find(Transaction& transaction, std::string_view id) = 0;
  virtual Result<std::vector<Asset>> list(Transaction& transaction, const AssetFilter& filter) = 0;
  virtual Result<std::int64_t> count(Transaction& transaction, const AssetFilter& filter) = 0;
  /// Deletes it with its analyses and clips; what it was, none when there is no such asset.
  virtual Result<std::optional<Asset>> remove(Transaction& transaction, std::string_view id) = 0;
  /// Locks the row of a deleted asset to the end of the transaction, so that nobody brings it back
  /// meanwhile; false when it is not deleted (any more).
  virtual Result<bool> hold_deleted(Transaction& transaction, std::string_view id) = 0;
  /// Whether an asset that is not deleted has these bytes. 64 hex digits.
  virtual Result<bool> is_stored(Transaction& transaction, std::string_view sha256) = 0;
};

}  // namespace gv::app
