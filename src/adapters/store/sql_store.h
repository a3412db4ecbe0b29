#pragma once

#include "app/ports/store.h"
#include "base/time.h"
#include "io/sql/database.h"

namespace gv::store {

/// Transactions on an SQLite file or a PostgreSQL server. Both outlive it.
class SqlStore final : public app::Store {
 public:
  SqlStore(sql::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

 protected:
  Result<void> run_read(const app::AccountScope& scope, const Step& step) override;
  Result<void> run_write(const app::AccountScope& scope, const Step& step) override;
  Result<void> run_read_shared(const SharedStep& step) override;
  Result<void> run_write_shared(const SharedStep& step) override;

 private:
  sql::Database& database_;
  const Clock& clock_;
};

}  // namespace gv::store
