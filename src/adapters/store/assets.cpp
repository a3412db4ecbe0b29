#include "adapters/store/assets.h"

#include <optional>
#include <string>

#include <fmt/format.h>

#include "adapters/store/access.h"
#include "adapters/store/name_pattern.h"
#include "base/check.h"

#define GV_ASSET_COLUMNS                                                                 \
  "id, kind, original_name, mime, size_bytes, sha256, storage_key, duration_ms, width, " \
  "height, fps_num, fps_den, video_codec, audio_codec, status, error, metadata, created_at"
/// $2 a pattern of the name, $3 status and $4 kind, '' for any.
#define GV_ASSET_FILTER                                                                \
  "FROM assets WHERE account_id = $1 AND deleted_at IS NULL AND lower(original_name) " \
  "LIKE lower($2) ESCAPE '!' AND ($3 = '' OR status = $3) AND ($4 = '' OR kind = $4)"

namespace gv::store {
namespace {

const sql::Statement kAdd{
    "assets.add",
    "INSERT INTO assets (account_id, " GV_ASSET_COLUMNS
    ", updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, "
    "$17, '{}', $18, $18) ON CONFLICT (account_id, sha256) DO UPDATE SET kind = excluded.kind, "
    "original_name = excluded.original_name, mime = excluded.mime, "
    "storage_key = excluded.storage_key, duration_ms = excluded.duration_ms, "
    "width = excluded.width, height = excluded.height, fps_num = excluded.fps_num, "
    "fps_den = excluded.fps_den, video_codec = excluded.video_codec, "
    "audio_codec = excluded.audio_codec, status = excluded.status, error = excluded.error, "
    "created_at = excluded.created_at, updated_at = excluded.updated_at, deleted_at = NULL "
    "WHERE assets.deleted_at IS NOT NULL OR assets.status <> 'ready' RETURNING id"};
const sql::Statement kSame{"assets.same_bytes",
                           "SELECT id FROM assets WHERE account_id = $1 AND sha256 = $2"};
const sql::Statement kFind{"assets.find", "SELECT " GV_ASSET_COLUMNS
                                          " FROM assets WHERE account_id = $1 AND id = $2 "
                                          "AND deleted_at IS NULL"};
const sql::Statement kList{"assets.list", "SELECT " GV_ASSET_COLUMNS " " GV_ASSET_FILTER
                                          " AND (created_at < $5 OR (created_at = $5 AND id < $6)) "
                                          "ORDER BY created_at DESC, id DESC LIMIT $7"};
const sql::Statement kCount{"assets.count", "SELECT count(*) " GV_ASSET_FILTER};
const sql::Statement kRemoveClips{"assets.remove_clips",
                                  "DELETE FROM clips WHERE account_id = $1 AND asset_id = $2"};
const sql::Statement kRemoveAnalyses{
    "assets.remove_analyses", "DELETE FROM asset_analyses WHERE account_id = $1 AND asset_id = $2"};
const sql::Statement kRemove{"assets.remove",
                             "UPDATE assets SET deleted_at = $3, updated_at = $3 "
                             "WHERE account_id = $1 AND id = $2"};
const sql::Statement kHold{"assets.hold_deleted",
                           "UPDATE assets SET updated_at = $3 WHERE account_id = $1 AND id = $2 "
                           "AND deleted_at IS NOT NULL"};
const sql::Statement kStored{"assets.is_stored",
                             "SELECT 1 FROM assets WHERE account_id = $1 AND sha256 = $2 "
                             "AND deleted_at IS NULL AND status = 'ready'"};

/// Later than every row: the start of the first page.
const app::AssetCursor kNewestAsset{TimePoint{Millis{253'402'300'799'000}},
                                    "ffffffff-ffff-ffff-ffff-ffffffffffff"};

std::string bytes_of_hex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  }
  return bytes;
}

std::string hex_of_bytes(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return hex;
}

app::Asset asset_of(const sql::Row& row) {
  const auto status = app::parse_asset_status(row.text(14), "assets.status");
  GV_CHECK(status.has_value());
  return {.id = row.get<std::string>(0),
          .original_name = row.get<std::string>(2),
          .size_bytes = row.integer(4),
          .sha256 = hex_of_bytes(row.blob(5)),
          .storage_key = row.get<std::string>(6),
          .facts = {.kind = row.get<std::string>(1),
                    .mime = row.get<std::string>(3),
                    .duration_ms = row.get<std::optional<std::int64_t>>(7),
                    .width = row.get<std::optional<int>>(8),
                    .height = row.get<std::optional<int>>(9),
                    .fps_num = row.get<std::optional<int>>(10),
                    .fps_den = row.get<std::optional<int>>(11),
                    .video_codec = row.get<std::optional<std::string>>(12),
                    .audio_codec = row.get<std::optional<std::string>>(13)},
          .status = *status,
          .error = row.get<std::optional<std::string>>(15),
          .created_at = row.time(17)};
}

std::string_view status_of(const app::AssetFilter& filter) {
  return filter.status ? app::to_text(*filter.status) : std::string_view{};
}

std::string_view kind_of(const app::AssetFilter& filter) {
  return filter.kind ? std::string_view(*filter.kind) : std::string_view{};
}

std::string id_of(const sql::Row& row) { return row.get<std::string>(0); }

}  // namespace

Result<app::AddedAsset> Assets::add(app::Transaction& transaction, const app::Asset& asset) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  const auto& facts = asset.facts;
  const auto sha256 = bytes_of_hex(asset.sha256);
  GV_TRY(const auto added,
         connection.first(
             kAdd,
             {account, asset.id, facts.kind, asset.original_name, facts.mime, asset.size_bytes,
              sql::Blob{sha256}, asset.storage_key, facts.duration_ms, facts.width, facts.height,
              facts.fps_num, facts.fps_den, facts.video_codec, facts.audio_codec,
              app::to_text(asset.status), asset.error, transaction.now()},
             id_of));
  if (added) return app::AddedAsset{*added, false};
  GV_TRY(const auto known, connection.first(kSame, {account, sql::Blob{sha256}}, id_of));
  GV_CHECK(known.has_value());  // its row is what refused the new one, and is locked
  return app::AddedAsset{*known, true};
}

Result<std::optional<app::Asset>> Assets::find(app::Transaction& transaction, std::string_view id) {
  return connection_of(transaction).first(kFind, {account_of(transaction), id}, asset_of);
}

Result<std::vector<app::Asset>> Assets::list(app::Transaction& transaction,
                                             const app::AssetFilter& filter) {
  const auto& from = filter.before ? *filter.before : kNewestAsset;
  const auto pattern = pattern_of(filter.name_part);
  return connection_of(transaction)
      .all(kList,
           {account_of(transaction), pattern, status_of(filter), kind_of(filter), from.created_at,
            from.id, filter.limit},
           asset_of);
}

Result<std::int64_t> Assets::count(app::Transaction& transaction, const app::AssetFilter& filter) {
  const auto pattern = pattern_of(filter.name_part);
  GV_TRY(const auto found,
         connection_of(transaction)
             .first(kCount, {account_of(transaction), pattern, status_of(filter), kind_of(filter)},
                    [](const sql::Row& row) { return row.integer(0); }));
  return found.value_or(0);
}

Result<std::optional<app::Asset>> Assets::remove(app::Transaction& transaction,
                                                 std::string_view id) {
  GV_TRY(auto asset, find(transaction, id));
  if (!asset) return std::optional<app::Asset>();
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  GV_TRY(connection.execute(kRemoveClips, {account, id}));
  GV_TRY(connection.execute(kRemoveAnalyses, {account, id}));
  GV_TRY(connection.execute(kRemove, {account, id, transaction.now()}));
  return asset;
}

Result<bool> Assets::hold_deleted(app::Transaction& transaction, std::string_view id) {
  GV_TRY(
      const auto held,
      connection_of(transaction).execute(kHold, {account_of(transaction), id, transaction.now()}));
  return held == 1;
}

Result<bool> Assets::is_stored(app::Transaction& transaction, std::string_view sha256) {
  const auto bytes = bytes_of_hex(sha256);
  GV_TRY(const auto found, connection_of(transaction)
                               .first(kStored, {account_of(transaction), sql::Blob{bytes}},
                                      [](const sql::Row&) { return true; }));
  return found.has_value();
}

}  // namespace gv::store
