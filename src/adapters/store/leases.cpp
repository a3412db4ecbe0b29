#include "adapters/store/leases.h"

#include "adapters/store/access.h"

namespace gv::store {
namespace {

const sql::Statement kAcquire{
    "leases.acquire",
    "INSERT INTO leases (name, holder, token, expires_at) VALUES ($1, $2, 1, $3) "
    "ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, token = leases.token + 1, "
    "expires_at = excluded.expires_at WHERE leases.expires_at <= $4 OR leases.holder = $2 "
    "RETURNING token"};
// Kept, with its token: a new row would hand out numbers that a former leader has seen.
const sql::Statement kRelease{
    "leases.release",
    "UPDATE leases SET expires_at = $3 WHERE name = $1 AND holder = $2 AND expires_at > $3"};
const sql::Statement kEndAll{"leases.end_all",
                             "UPDATE leases SET expires_at = $1 WHERE expires_at > $1"};

}  // namespace

Result<std::optional<std::int64_t>> Leases::acquire(app::SharedTransaction& transaction,
                                                    std::string_view name, std::string_view holder,
                                                    Millis ttl) {
  return connection_of(transaction)
      .first(kAcquire, {name, holder, transaction.now() + ttl, transaction.now()},
             [](const sql::Row& row) { return row.integer(0); });
}

Result<bool> Leases::release(app::SharedTransaction& transaction, std::string_view name,
                             std::string_view holder) {
  GV_TRY(const auto released,
         connection_of(transaction).execute(kRelease, {name, holder, transaction.now()}));
  return released == 1;
}

Result<void> Leases::end_all(app::SharedTransaction& transaction) {
  GV_TRY(connection_of(transaction).execute(kEndAll, {transaction.now()}));
  return {};
}

}  // namespace gv::store
