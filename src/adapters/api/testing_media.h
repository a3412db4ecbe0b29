#pragma once

#include <memory>
#include <string>

#include "adapters/api/asset_routes.h"

namespace gv::api::testing {

/// Assets of account gym: a video that was analysed, one that was not.
inline constexpr const char* kSeenAsset = "0190a000-0000-7000-8000-0000000000a1";
inline constexpr const char* kNewAsset = "0190a000-0000-7000-8000-0000000000a2";

/// The ports behind the routes of media, in memory. A file that begins with "video" is one, all
/// others are rejected.
class MediaBench {
 public:
  MediaBench(app::Store& store, app::JobQueue& jobs, const Clock& clock);
  ~MediaBench();
  [[nodiscard]] AssetServices services(ScopeOf scope_of);

  /// The bytes under a key; empty: none.
  [[nodiscard]] std::string object(const std::string& key) const;
  [[nodiscard]] std::size_t drafts() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gv::api::testing
