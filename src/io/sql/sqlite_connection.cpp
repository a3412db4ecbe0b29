#include "io/sql/sqlite_connection.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>

#include <sqlite3.h>

#include "base/check.h"
#include "io/sql/sqlite_error.h"
#include "io/sql/sqlite_row.h"

namespace gv::sql {
namespace {

constexpr int kStepsBetweenChecks = 10'000;

// Not the injected clock: a cut-off is about the machine's time, not about facts.
std::int64_t steady_ms() {
  return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// Resets a statement on every way out, so that its locks go and it can run again.
class Reset {
 public:
  explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
  ~Reset() { sqlite3_reset(statement_); }
  Reset(const Reset&) = delete;
  Reset& operator=(const Reset&) = delete;

 private:
  sqlite3_stmt* statement_;
};

int bind_one(sqlite3_stmt* statement, int slot, const Param& param) {
  struct Bind {
    sqlite3_stmt* statement;
    int slot;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, slot); }
    int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, slot, value); }
    int operator()(double value) const { return sqlite3_bind_double(statement, slot, value); }
    int operator()(bool value) const { return sqlite3_bind_int(statement, slot, value ? 1 : 0); }
    int operator()(std::string_view value) const {
      // A null pointer would bind NULL; the empty text is a text.
      return sqlite3_bind_text64(statement, slot, value.empty() ? "" : value.data(), value.size(),
                                 SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(Blob value) const {
      if (value.bytes.empty()) return sqlite3_bind_zeroblob(statement, slot, 0);
      return sqlite3_bind_blob64(statement, slot, value.bytes.data(), value.bytes.size(),
                                 SQLITE_STATIC);
    }
    int operator()(TimePoint value) const {
      return sqlite3_bind_int64(statement, slot, value.time_since_epoch().count() * 1'000);
    }
  };
  return std::visit(Bind{statement, slot}, param.value());
}

std::string insert_text(const Bulk& bulk) {
  std::string values;
  for (std::size_t i = 1; i <= bulk.columns().size(); ++i) {
    values += (i == 1 ? "$" : ", $") + std::to_string(i);
  }
  std::string text = "INSERT INTO ";
  text.append(bulk.table()).append(" (").append(bulk.column_list());
  text.append(") VALUES (").append(values).append(")");
  if (bulk.on_conflict() == OnConflict::Skip) text += " ON CONFLICT DO NOTHING";
  return text;
}

}  // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const SqliteOptions& options,
                                                                 Mode mode) {
  const auto& path = options.path;
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code trouble;
  if (!folder.empty() && !std::filesystem::is_directory(folder, trouble)) {
    return fail(ErrorCode::NotFound, path, "cannot be opened: its folder does not exist");
  }
  sqlite3* handle = nullptr;
  const int access =
      mode == Mode::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const int code = sqlite3_open_v2(path.c_str(), &handle, access | SQLITE_OPEN_NOMUTEX,
                                   options.vfs.empty() ? nullptr : options.vfs.c_str());
  if (handle == nullptr) return sqlite_error(nullptr, code, path);
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(handle));
  if (code != SQLITE_OK) return sqlite_error(handle, code, path);
  GV_TRY(connection->configure(mode, options.busy_timeout));
  return connection;
}

SqliteConnection::~SqliteConnection() {
  for (const auto& prepared : prepared_) sqlite3_finalize(prepared.handle);
  for (const auto& [bulk, prepared] : bulk_) sqlite3_finalize(prepared.handle);
  sqlite3_close(handle_);
}

Result<void> SqliteConnection::configure(Mode mode, Millis busy_timeout) {
  sqlite3_extended_result_codes(handle_, 1);
  // First of all: already the switch to WAL may have to wait for another process.
  sqlite3_busy_timeout(handle_, static_cast<int>(busy_timeout.count()));
  sqlite3_progress_handler(handle_, kStepsBetweenChecks, &SqliteConnection::on_progress, this);
  if (mode == Mode::ReadWrite) GV_TRY(control("PRAGMA journal_mode=WAL"));
  GV_TRY(control("PRAGMA synchronous=FULL"));
  GV_TRY(control("PRAGMA foreign_keys=ON"));
  return control("PRAGMA temp_store=MEMORY");
}

Result<void> SqliteConnection::control(const char* command) {
  const int code = sqlite3_exec(handle_, command, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return sqlite_error(handle_, code, command);
  return {};
}

void SqliteConnection::enter(std::string_view account, Millis timeout) {
  account_ = account;
  timeout_ = timeout;
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

int SqliteConnection::on_progress(void* self) {
  const auto deadline = static_cast<SqliteConnection*>(self)->deadline_ms_;
  return deadline != 0 && steady_ms() > deadline ? 1 : 0;
}

Result<SqliteConnection::Prepared> SqliteConnection::prepare(std::string_view name,
                                                             std::string_view text) const {
  Prepared prepared;
  const int code = sqlite3_prepare_v3(handle_, text.data(), static_cast<int>(text.size()),
                                      SQLITE_PREPARE_PERSISTENT, &prepared.handle, nullptr);
  if (code != SQLITE_OK) return sqlite_error(handle_, code, name);
  // SQLite takes `$2` for a name and numbers names by first appearance.
  const int count = sqlite3_bind_parameter_count(prepared.handle);
  for (int i = 1; i <= count; ++i) {
    const std::string_view written = sqlite3_bind_parameter_name(prepared.handle, i);
    std::size_t number = 0;
    std::from_chars(written.data() + 1, written.data() + written.size(), number);
    GV_CHECK(number >= 1);
    prepared.slots.push_back(number);
    prepared.parameters = std::max(prepared.parameters, number);
  }
  return prepared;
}

Result<SqliteConnection::Prepared*> SqliteConnection::prepared(const Statement& statement) {
  GV_CHECK(!statement.only() || statement.only() == Engine::Sqlite);
  if (prepared_.size() <= statement.id()) prepared_.resize(statement.id() + 1);
  Prepared& slot = prepared_[statement.id()];
  if (slot.handle == nullptr) {
    GV_TRY(slot, prepare(statement.name(), statement.text()));
  }
  return &slot;
}

Result<void> SqliteConnection::bind(const Prepared& prepared, std::string_view name,
                                    const Params& params) const {
  if (params.size() != prepared.parameters) {
    throw Bug(std::string(name) + ": takes " + std::to_string(prepared.parameters) +
              " parameters, got " + std::to_string(params.size()));
  }
  for (std::size_t i = 0; i < prepared.slots.size(); ++i) {
    const int code =
        bind_one(prepared.handle, static_cast<int>(i + 1), params[prepared.slots[i] - 1]);
    if (code != SQLITE_OK) return sqlite_error(handle_, code, name);
  }
  return {};
}

Result<void> SqliteConnection::run(const Prepared& prepared, std::string_view name,
                                   const RowVisitor* visit) {
  const Reset reset(prepared.handle);
  ++statements_run_;
  deadline_ms_ = steady_ms() + timeout_.count();
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(prepared.handle)) == SQLITE_ROW) {
    if (visit != nullptr) GV_TRY((*visit)(SqliteRow(prepared.handle)));
  }
  deadline_ms_ = 0;
  if (code != SQLITE_DONE) return sqlite_error(handle_, code, name);
  return {};
}

Result<std::int64_t> SqliteConnection::execute(const Statement& statement, const Params& params) {
  GV_TRY(const auto* const ready, prepared(statement));
  GV_TRY(bind(*ready, statement.name(), params));
  const auto before = sqlite3_total_changes64(handle_);
  GV_TRY(run(*ready, statement.name(), nullptr));
  return sqlite3_total_changes64(handle_) == before ? 0 : sqlite3_changes64(handle_);
}

Result<std::int64_t> SqliteConnection::execute_many(const Statement& statement,
                                                    std::span<const std::vector<Param>> rows) {
  std::int64_t changed = 0;
  for (const auto& row : rows) {
    GV_TRY(const auto count, execute(statement, row));
    changed += count;
  }
  return changed;
}

Result<void> SqliteConnection::each(const Statement& statement, const Params& params,
                                    const RowVisitor& visit) {
  GV_TRY(const auto* const ready, prepared(statement));
  GV_CHECK(sqlite3_stmt_busy(ready->handle) == 0);
  GV_TRY(bind(*ready, statement.name(), params));
  return run(*ready, statement.name(), &visit);
}

Result<std::int64_t> SqliteConnection::bulk_load(const Bulk& bulk,
                                                 std::span<const std::vector<Param>> rows) {
  auto found = bulk_.find(&bulk);
  if (found == bulk_.end()) {
    GV_TRY(const auto ready, prepare(bulk.name(), insert_text(bulk)));
    found = bulk_.emplace(&bulk, ready).first;
  }
  GV_CHECK(!bulk.of_account() || !account_.empty());
  const auto before = sqlite3_total_changes64(handle_);
  std::vector<Param> values;
  for (const auto& row : rows) {
    values.clear();
    if (bulk.of_account()) values.emplace_back(account_);
    values.insert(values.end(), row.begin(), row.end());
    GV_TRY(bind(found->second, bulk.name(), values));
    GV_TRY(run(found->second, bulk.name(), nullptr));
  }
  return sqlite3_total_changes64(handle_) - before;
}

Result<void> SqliteConnection::run_script(std::string_view script) {
  return control(std::string(script).c_str());
}

Result<void> SqliteConnection::copy_to(const std::string& path) {
  GV_TRY(const auto target, open({.path = path}, Mode::ReadWrite));
  // A backup is one file that can be moved about: no -wal beside it.
  sqlite3_backup* copy = sqlite3_backup_init(target->handle_, "main", handle_, "main");
  if (copy == nullptr) {
    return sqlite_error(target->handle_, sqlite3_errcode(target->handle_), path);
  }
  const int code = sqlite3_backup_step(copy, -1);
  sqlite3_backup_finish(copy);
  if (code != SQLITE_DONE) return sqlite_error(nullptr, code, path);
  return target->control("PRAGMA journal_mode=DELETE");
}

}  // namespace gv::sql
