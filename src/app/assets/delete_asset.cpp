#include "app/assets/delete_asset.h"

#include "app/assets/asset_files.h"

namespace gv::app {

Result<void> DeleteAsset::run(const AccountScope& scope, const std::string& id) {
  GV_TRY(const auto asset, store_.write(scope, [&](Transaction& transaction) {
    return assets_.remove(transaction, id);
  }));
  if (!asset) return fail(ErrorCode::NotFound, "id", "There is no asset \"" + id + "\".");
  // Only while the row is held as deleted, so that the same file cannot come again meanwhile.
  const auto removed = store_.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(const bool held, assets_.hold_deleted(transaction, id));
    if (!held) return {};
    objects_.remove(analyses_key(scope.account(), id));
    if (asset->storage_key.empty()) return {};
    objects_.remove(poster_key(asset->storage_key));
    objects_.remove(asset->storage_key);
    return {};
  });
  static_cast<void>(removed);  // the asset is deleted; files that remain are swept
  return {};
}

}  // namespace gv::app
