#include "adapters/store/quarantine.h"

#include <optional>
#include <string>

#include "adapters/store/access.h"

#define GV_QUARANTINE_COLUMNS "id, kind, reason, source_ref, payload, retry_at, created_at"

namespace gv::store {
namespace {

const sql::Statement kAdd{"quarantine.add",
                          "INSERT INTO quarantine (" GV_QUARANTINE_COLUMNS
                          ") VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING"};
const sql::Statement kWaiting{
    "quarantine.waiting",
    "SELECT " GV_QUARANTINE_COLUMNS
    " FROM quarantine WHERE source_ref = $1 AND resolved_at IS NULL ORDER BY created_at, id "
    "LIMIT $2"};
const sql::Statement kResolve{
    "quarantine.resolve",
    "UPDATE quarantine SET resolved_at = $2 WHERE id = $1 AND resolved_at IS NULL"};

app::QuarantinedItem item_of(const sql::Row& row) {
  return {.id = row.get<std::string>(0),
          .kind = row.get<std::string>(1),
          .reason = row.get<std::string>(2),
          .source_ref = row.get<std::optional<std::string>>(3).value_or(""),
          .payload = row.is_null(4) ? std::string() : row.blob(4),
          .retry_at = row.get<std::optional<TimePoint>>(5),
          .created_at = row.time(6)};
}

}  // namespace

Result<bool> Quarantine::add(app::SharedTransaction& transaction,
                             const app::QuarantinedItem& item) {
  GV_TRY(const auto added,
         connection_of(transaction)
             .execute(kAdd, {item.id, item.kind, item.reason, item.source_ref,
                             sql::Blob{item.payload}, item.retry_at, transaction.now()}));
  return added == 1;
}

Result<std::vector<app::QuarantinedItem>> Quarantine::waiting(app::SharedTransaction& transaction,
                                                              std::string_view source_ref,
                                                              int limit) {
  return connection_of(transaction).all(kWaiting, {source_ref, limit}, item_of);
}

Result<bool> Quarantine::resolve(app::SharedTransaction& transaction, std::string_view id) {
  GV_TRY(const auto resolved,
         connection_of(transaction).execute(kResolve, {id, transaction.now()}));
  return resolved == 1;
}

}  // namespace gv::store
