#include "adapters/store/sql_store.h"

#include "adapters/store/access.h"
#include "base/check.h"

namespace gv::store {
namespace {

/// What our transactions have beside those of the port.
class Connected {
 public:
  explicit Connected(sql::Connection& connection) : connection_(connection) {}
  virtual ~Connected() = default;
  [[nodiscard]] sql::Connection& connection() const { return connection_; }

 private:
  sql::Connection& connection_;
};

class OfAccount final : public app::Transaction, public Connected {
 public:
  OfAccount(sql::Connection& connection, TimePoint now, const app::AccountScope& scope)
      : Transaction(now, scope), Connected(connection) {}
};

class Shared final : public app::SharedTransaction, public Connected {
 public:
  Shared(sql::Connection& connection, TimePoint now)
      : SharedTransaction(now), Connected(connection) {}
};

sql::Access access_of(const app::AccountScope& scope) {
  return {.account = scope.account().text()};
}

}  // namespace

sql::Connection& connection_of(app::SharedTransaction& transaction) {
  auto* connected = dynamic_cast<Connected*>(&transaction);
  GV_CHECK(connected != nullptr);
  return connected->connection();
}

Result<void> SqlStore::run_read(const app::AccountScope& scope, const Step& step) {
  return database_.read(access_of(scope), [&](sql::Connection& connection) {
    OfAccount transaction(connection, clock_.now(), scope);
    return step(transaction);
  });
}

Result<void> SqlStore::run_write(const app::AccountScope& scope, const Step& step) {
  return database_.write(access_of(scope), [&](sql::Connection& connection) {
    OfAccount transaction(connection, clock_.now(), scope);
    return step(transaction);
  });
}

Result<void> SqlStore::run_read_shared(const SharedStep& step) {
  return database_.read({}, [&](sql::Connection& connection) {
    Shared transaction(connection, clock_.now());
    return step(transaction);
  });
}

Result<void> SqlStore::run_write_shared(const SharedStep& step) {
  return database_.write({}, [&](sql::Connection& connection) {
    Shared transaction(connection, clock_.now());
    return step(transaction);
  });
}

}  // namespace gv::store
