#include "app/assets/asset_videos.h"

#include <memory>
#include <string>

namespace gv::app {

Result<VideoBytes> AssetVideos::open(const AccountScope& scope, std::string_view asset_id) {
  GV_TRY(const auto asset, store_.read(scope, [&](Transaction& transaction) {
    return assets_.find(transaction, asset_id);
  }));
  if (!asset || asset->status != AssetStatus::Ready) {
    return fail(ErrorCode::NotFound, "asset_id",
                "There is no usable video \"" + std::string(asset_id) + "\" (any more).");
  }
  GV_TRY(auto opened, objects_.open(asset->storage_key));
  const std::shared_ptr<ObjectReader> reader = std::move(opened);
  return VideoBytes{.size = static_cast<std::int64_t>(reader->size()),
                    .read = [reader](std::int64_t begin, std::int64_t count) {
                      return reader->read(static_cast<std::uint64_t>(begin),
                                          static_cast<std::size_t>(count));
                    }};
}

}  // namespace gv::app
