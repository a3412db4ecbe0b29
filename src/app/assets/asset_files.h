#pragma once

#include <string>
#include <string_view>

#include "base/ids.h"

namespace gv::app {

// Where the files of an account lie in the object store.

/// "gym/objects/ab/cd/<sha256>": the bytes of an asset.
[[nodiscard]] std::string object_key(const AccountId& account, std::string_view sha256);
/// The first picture of the asset whose bytes lie there.
[[nodiscard]] std::string poster_key(std::string_view storage_key);
/// "gym/analyses/<asset>": below it lies all that was seen in an asset.
[[nodiscard]] std::string analyses_key(const AccountId& account, std::string_view asset_id);
[[nodiscard]] std::string artifact_key(const AccountId& account, std::string_view asset_id,
                                       std::string_view params_hash);
[[nodiscard]] std::string document_key(std::string_view artifact_key);
/// `place` counts from 1, the best picture first.
[[nodiscard]] std::string picture_key(std::string_view artifact_key, int place);

/// What an object belongs to, by its key.
struct ObjectOwner {
  std::string account;
  std::string sha256;    ///< of the asset whose bytes or poster it is
  std::string asset_id;  ///< of the asset it was seen in; one of both is empty
};
/// Without account for a key of none of the forms above.
[[nodiscard]] ObjectOwner owner_of(std::string_view key);

}  // namespace gv::app
