#include "adapters/store/uploads.h"

#include <optional>
#include <string>

#include <boost/json/object.hpp>

#include "adapters/store/access.h"
#include "base/check.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

#define GV_UPLOAD_COLUMNS \
  "id, length, offset_bytes, metadata, storage_key, created_by, created_at, expires_at"

namespace gv::store {
namespace {

const sql::Statement kAdd{"uploads.add", "INSERT INTO uploads (account_id, " GV_UPLOAD_COLUMNS
                                         ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
const sql::Statement kFind{
    "uploads.find", "SELECT " GV_UPLOAD_COLUMNS " FROM uploads WHERE account_id = $1 AND id = $2"};
const sql::Statement kAdvance{"uploads.advance",
                              "UPDATE uploads SET offset_bytes = $4 WHERE account_id = $1 "
                              "AND id = $2 AND offset_bytes = $3"};
const sql::Statement kFinish{"uploads.finish",
                             "UPDATE uploads SET offset_bytes = length, metadata = $4 "
                             "WHERE account_id = $1 AND id = $2 AND offset_bytes = $3"};
const sql::Statement kRemove{"uploads.remove",
                             "DELETE FROM uploads WHERE account_id = $1 AND id = $2"};
const sql::Statement kRemoveExpired{
    "uploads.remove_expired",
    "DELETE FROM uploads WHERE account_id = $1 AND id IN (SELECT id FROM uploads "
    "WHERE account_id = $1 AND expires_at <= $2 ORDER BY expires_at LIMIT $3) RETURNING id"};

/// What has no column of its own.
std::string metadata_of(const app::Upload& upload, std::string_view asset_id) {
  boost::json::object tree{{"name", boost::json::string(upload.name)},
                           {"told", boost::json::string(upload.metadata)}};
  if (!asset_id.empty()) tree["asset_id"] = boost::json::string(asset_id);
  return json::compact(tree);
}

std::string member_of(const boost::json::object& tree, std::string_view key) {
  const auto* const found = tree.if_contains(key);
  return found != nullptr ? std::string(std::string_view(found->as_string())) : std::string();
}

app::Upload upload_of(const sql::Row& row) {
  const auto tree = json::parse(row.text(3), "uploads.metadata");
  GV_CHECK(tree && tree->is_object());
  const auto& metadata = tree->get_object();
  app::Upload upload{.id = row.get<std::string>(0),
                     .length = row.integer(1),
                     .offset = row.integer(2),
                     .name = member_of(metadata, "name"),
                     .metadata = member_of(metadata, "told"),
                     .created_by = row.get<std::string>(5),
                     .created_at = row.time(6),
                     .expires_at = row.time(7)};
  if (metadata.contains("asset_id")) upload.asset_id = member_of(metadata, "asset_id");
  return upload;
}

}  // namespace

Result<void> Uploads::add(app::Transaction& transaction, const app::Upload& upload) {
  const auto metadata = metadata_of(upload, {});
  GV_TRY(connection_of(transaction)
             .execute(kAdd,
                      {account_of(transaction), upload.id, upload.length, upload.offset, metadata,
                       upload.id, upload.created_by, transaction.now(), upload.expires_at}));
  return {};
}

Result<std::optional<app::Upload>> Uploads::find(app::Transaction& transaction,
                                                 std::string_view id) {
  return connection_of(transaction).first(kFind, {account_of(transaction), id}, upload_of);
}

Result<bool> Uploads::advance(app::Transaction& transaction, std::string_view id, std::int64_t from,
                              std::int64_t to) {
  GV_TRY(const auto changed,
         connection_of(transaction).execute(kAdvance, {account_of(transaction), id, from, to}));
  return changed == 1;
}

Result<bool> Uploads::finish(app::Transaction& transaction, const app::Upload& upload,
                             std::int64_t from, std::string_view asset_id) {
  const auto metadata = metadata_of(upload, asset_id);
  GV_TRY(const auto changed,
         connection_of(transaction)
             .execute(kFinish, {account_of(transaction), upload.id, from, metadata}));
  return changed == 1;
}

Result<bool> Uploads::remove(app::Transaction& transaction, std::string_view id) {
  GV_TRY(const auto removed,
         connection_of(transaction).execute(kRemove, {account_of(transaction), id}));
  return removed == 1;
}

Result<std::vector<std::string>> Uploads::remove_expired(app::Transaction& transaction, int limit) {
  return connection_of(transaction)
      .all(kRemoveExpired, {account_of(transaction), transaction.now(), limit},
           [](const sql::Row& row) { return row.get<std::string>(0); });
}

}  // namespace gv::store
