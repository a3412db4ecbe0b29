#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "io/sql/connection.h"
#include "io/sql/database.h"
#include "io/sql/postgres_result.h"

struct pg_conn;

namespace gv::sql {

/// What every transaction of a connection starts with.
struct PostgresSession {
  std::string role{};
  Millis statement_timeout{30'000};
  Millis idle_in_transaction{60'000};
  bool pooled{false};  ///< behind a transaction pooler: prepare nothing, set nothing for longer
};

/// One libpq connection with its prepared statements. For one thread at a time.
class PostgresConnection final : public Connection {
 public:
  static Result<std::unique_ptr<PostgresConnection>> open(const std::string& url,
                                                          const PostgresSession& session);
  ~PostgresConnection() override;

  [[nodiscard]] Engine engine() const override { return Engine::Postgres; }
  using Connection::execute;
  Result<std::int64_t> execute(const Statement& statement, const Params& params) override;
  Result<std::int64_t> execute_many(const Statement& statement,
                                    std::span<const std::vector<Param>> rows) override;
  Result<void> each(const Statement& statement, const Params& params,
                    const RowVisitor& visit) override;
  Result<std::int64_t> bulk_load(const Bulk& bulk,
                                 std::span<const std::vector<Param>> rows) override;
  Result<void> run_script(std::string_view script) override;

  enum class Mode { ReadWrite, ReadOnly };
  Result<void> begin(const Access& access, Mode mode);
  Result<void> commit();
  /// Undoes what is open; a connection that cannot is broken from then on.
  void rollback();
  /// Sets the account for a run outside transactions.
  Result<void> enter_bare(const Access& access);
  void leave_bare();

  /// Whether the connection can be lent on: alive and outside any transaction.
  [[nodiscard]] bool usable() const;
  /// Asks the server. One round trip.
  [[nodiscard]] bool answers();
  /// Whether the last error asks for the whole transaction to be run again.
  [[nodiscard]] bool should_retry() const { return should_retry_; }

 private:
  PostgresConnection(pg_conn* handle, PostgresSession session);
  Result<void> simple(const std::string& text, std::string_view where);
  Result<PostgresResult> run(const Statement& statement, const Params& params);
  Result<void> prepare(const Statement& statement);
  Result<std::int64_t> run_pipelined(const Statement& statement,
                                     std::span<const std::vector<Param>> rows);
  Result<std::int64_t> drain_pipeline(const Statement& statement);
  Result<void> copy_rows(const Bulk& bulk, std::span<const std::vector<Param>> rows);
  [[nodiscard]] std::string settings(const Access& access, std::string_view reach) const;
  [[nodiscard]] std::string quoted(std::string_view text) const;
  tl::unexpected<Error> trouble(const PostgresResult& result, std::string_view where);

  pg_conn* handle_;
  PostgresSession session_;
  std::string account_{};
  std::vector<bool> prepared_{};
  bool should_retry_{false};
};

}  // namespace gv::sql
