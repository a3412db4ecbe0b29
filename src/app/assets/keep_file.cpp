#include "app/assets/keep_file.h"

#include <algorithm>

#include "app/assets/asset_files.h"

namespace gv::app {
namespace {

constexpr std::size_t kNameBytesMax = 255;

/// A name to be shown: without what controls a terminal, cut between characters.
std::string shown_name(const std::string& name) {
  std::string shown;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    shown += byte < 0x20 || byte == 0x7f ? '_' : c;
  }
  std::size_t end = std::min(shown.size(), kNameBytesMax);
  while (end < shown.size() && end > 0 && (static_cast<unsigned char>(shown[end]) & 0xc0) == 0x80) {
    --end;
  }
  shown.resize(end);
  return shown.empty() ? "unnamed" : shown;
}

}  // namespace

Result<KeptFile> KeepFile::run(const AccountScope& scope, const std::string& name, Draft& draft,
                               const Also& also) {
  GV_TRY(draft.flush());
  std::string poster;
  GV_TRY(auto asset, look(scope, draft, poster));
  asset.original_name = shown_name(name);
  GV_TRY(place(asset, draft, poster, Place::Anew));
  KeptFile kept{.status = asset.status, .error = asset.error, .sha256 = asset.sha256};
  const auto work = [&](Transaction& transaction) -> Result<AddedAsset> {
    GV_TRY(auto added, ports_.assets.add(transaction, asset));
    // Now the row is locked: who deletes an asset with these bytes takes them away before, and they
    // are put back here, or after, and then finds the row in use.
    GV_TRY(place(asset, draft, poster, Place::WhereMissing));
    if (also) GV_TRY(also(transaction, added));
    return added;
  };
  GV_TRY(const auto added, ports_.store.write(scope, work));
  kept.asset_id = added.id;
  kept.duplicate = added.duplicate;
  return kept;
}

Result<Asset> KeepFile::look(const AccountScope& scope, Draft& draft, std::string& poster) {
  Asset asset{.id = new_id(ports_.random, ports_.clock.now()),
              .size_bytes = static_cast<std::int64_t>(draft.size())};
  GV_TRY(asset.sha256, draft.sha256());
  auto seen = ports_.reader.look(draft.path());
  if (seen) {
    asset.storage_key = object_key(scope.account(), asset.sha256);
    asset.facts = std::move(seen->facts);
    poster = std::move(seen->poster);
    return asset;
  }
  if (!is_of_the_file(seen.error().code)) return tl::unexpected<Error>(std::move(seen.error()));
  asset.status = AssetStatus::Rejected;
  asset.error = std::string(to_text(seen.error().code)) + ": " + seen.error().message;
  asset.facts = {.kind = "unknown", .mime = "application/octet-stream"};
  return asset;
}

/// Anew: what lies there without a row may be old enough to be swept, and this is not.
Result<void> KeepFile::place(const Asset& asset, const Draft& draft, const std::string& poster,
                             Place how) {
  if (asset.storage_key.empty()) return {};
  const auto picture = poster_key(asset.storage_key);
  const auto missing = [&](const std::string& key) {
    return how == Place::Anew || !ports_.objects.has(key);
  };
  if (!poster.empty() && missing(picture)) GV_TRY(ports_.objects.put(picture, poster));
  if (!missing(asset.storage_key)) return {};
  return ports_.objects.place(draft, asset.storage_key);
}

}  // namespace gv::app
