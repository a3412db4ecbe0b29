#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "io/sql/connection.h"
#include "io/sql/sqlite.h"

struct sqlite3;
struct sqlite3_stmt;

namespace gv::sql {

/// One SQLite handle with its prepared statements. For one thread at a time.
class SqliteConnection final : public Connection {
 public:
  enum class Mode { ReadWrite, ReadOnly };
  static Result<std::unique_ptr<SqliteConnection>> open(const SqliteOptions& options, Mode mode);
  ~SqliteConnection() override;

  [[nodiscard]] Engine engine() const override { return Engine::Sqlite; }
  using Connection::execute;
  Result<std::int64_t> execute(const Statement& statement, const Params& params) override;
  Result<std::int64_t> execute_many(const Statement& statement,
                                    std::span<const std::vector<Param>> rows) override;
  Result<void> each(const Statement& statement, const Params& params,
                    const RowVisitor& visit) override;
  Result<std::int64_t> bulk_load(const Bulk& bulk,
                                 std::span<const std::vector<Param>> rows) override;
  Result<void> run_script(std::string_view script) override;

  /// BEGIN, SAVEPOINT, COMMIT and their kin.
  Result<void> control(const char* command);
  /// Whom `bulk_load` fills `account_id` in for, and when statements are cut off.
  void enter(std::string_view account, Millis timeout);
  /// Whether a transaction is open; some errors end it by themselves.
  [[nodiscard]] bool in_transaction() const;
  /// Statements run since the connection was opened.
  [[nodiscard]] std::size_t statements_run() const { return statements_run_; }
  /// Copies everything into the new file `path`.
  Result<void> copy_to(const std::string& path);

 private:
  struct Prepared {
    sqlite3_stmt* handle{nullptr};
    std::vector<std::size_t> slots{};  ///< SQLite's parameter i + 1 is our `$slots[i]`
    std::size_t parameters{0};         ///< the highest `$n`
  };

  explicit SqliteConnection(sqlite3* handle) : handle_(handle) {}
  Result<void> configure(Mode mode, Millis busy_timeout);
  Result<Prepared*> prepared(const Statement& statement);
  Result<Prepared> prepare(std::string_view name, std::string_view text) const;
  Result<void> bind(const Prepared& prepared, std::string_view name, const Params& params) const;
  Result<void> run(const Prepared& prepared, std::string_view name, const RowVisitor* visit);
  static int on_progress(void* self);

  sqlite3* handle_;
  std::vector<Prepared> prepared_{};
  std::unordered_map<const Bulk*, Prepared> bulk_{};
  std::string account_{};
  Millis timeout_{30'000};
  std::int64_t deadline_ms_{0};
  std::size_t statements_run_{0};
};

}  // namespace gv::sql
