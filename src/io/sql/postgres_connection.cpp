#include "io/sql/postgres_connection.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/check.h"
#include "io/sql/postgres_error.h"
#include "io/sql/postgres_text.h"

namespace gv::sql {
namespace {

constexpr std::size_t kPipelineRows = 100;
constexpr std::size_t kCopyBuffer = std::size_t{64} * 1024;

void ignore_notice(void*, const char*) {}

/// What the URL does not say: how long the other end of a line may be silent before it counts as
/// gone. By the defaults of TCP a thread would wait for two hours.
PGconn* connect_to(const std::string& url) {
  constexpr std::array kNames{"connect_timeout",     "tcp_user_timeout", "keepalives_idle",
                              "keepalives_interval", "keepalives_count", "dbname"};
  const std::array values{"5", "5000", "3", "1", "3", url.c_str()};
  std::array<const char*, kNames.size() + 1> names{};
  std::array<const char*, kNames.size() + 1> given{};
  std::copy(kNames.begin(), kNames.end(), names.begin());
  std::copy(values.begin(), values.end(), given.begin());
  return PQconnectdbParams(names.data(), given.data(), 1);
}

/// Parameters as libpq takes them: texts kept alive, and a pointer to each.
class Encoded {
 public:
  explicit Encoded(const Params& params) : texts_(params.size()), pointers_(params.size()) {
    for (std::size_t i = 0; i < params.size(); ++i) {
      if (std::holds_alternative<std::monostate>(params[i].value())) continue;
      texts_[i] = postgres_text(params[i]);
      pointers_[i] = texts_[i].c_str();
    }
  }
  [[nodiscard]] int count() const { return static_cast<int>(pointers_.size()); }
  [[nodiscard]] const char* const* values() const { return pointers_.data(); }
  /// PostgreSQL cannot store the character NUL, and C strings would end at it.
  [[nodiscard]] bool holds_nul() const {
    return std::any_of(texts_.begin(), texts_.end(),
                       [](const auto& text) { return text.find('\0') != std::string::npos; });
  }

 private:
  std::vector<std::string> texts_;
  std::vector<const char*> pointers_;
};

tl::unexpected<Error> nul_refused(std::string_view where) {
  return fail(ErrorCode::InvalidInput, std::string(where), "text must not hold the character NUL");
}

}  // namespace

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(
    const std::string& url, const PostgresSession& session) {
  PGconn* handle = connect_to(url);
  std::unique_ptr<PostgresConnection> connection(new PostgresConnection(handle, session));
  if (PQstatus(handle) != CONNECTION_OK) {
    return tl::unexpected<Error>(postgres_error({}, "database", PQerrorMessage(handle)));
  }
  PQsetNoticeProcessor(handle, ignore_notice, nullptr);
  if (!session.pooled) {
    GV_TRY(connection->simple(
        connection->settings({.timeout = session.statement_timeout}, "SESSION"), "database"));
  }
  return connection;
}

PostgresConnection::PostgresConnection(pg_conn* handle, PostgresSession session)
    : handle_(handle), session_(std::move(session)) {}

PostgresConnection::~PostgresConnection() { PQfinish(handle_); }

std::string PostgresConnection::quoted(std::string_view text) const {
  char* literal = PQescapeLiteral(handle_, text.data(), text.size());
  GV_CHECK(literal != nullptr);
  std::string result(literal);
  PQfreemem(literal);
  return result;
}

std::string PostgresConnection::settings(const Access& access, std::string_view reach) const {
  std::string text = fmt::format(
      "SET {0} TimeZone = 'UTC'; SET {0} DateStyle = 'ISO'; SET {0} statement_timeout = {1}; "
      "SET {0} idle_in_transaction_session_timeout = {2};",
      reach, access.timeout.count(), session_.idle_in_transaction.count());
  if (!session_.role.empty()) text += fmt::format("SET {} ROLE {};", reach, quoted(session_.role));
  return text;
}

tl::unexpected<Error> PostgresConnection::trouble(const PostgresResult& result,
                                                  std::string_view where) {
  const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  const char* reason = PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY);
  const std::string_view sqlstate = state != nullptr ? state : "";
  should_retry_ = is_worth_a_retry(sqlstate);
  return tl::unexpected<Error>(
      postgres_error(sqlstate, where, reason != nullptr ? reason : PQerrorMessage(handle_)));
}

Result<void> PostgresConnection::simple(const std::string& text, std::string_view where) {
  const PostgresResult result(PQexec(handle_, text.c_str()));
  if (!result.ok()) return trouble(result, where);
  return {};
}

Result<void> PostgresConnection::begin(const Access& access, Mode mode) {
  account_ = access.account;
  should_retry_ = false;
  std::string text = mode == Mode::ReadOnly ? "BEGIN READ ONLY;" : "BEGIN;";
  if (session_.pooled) {
    text += settings(access, "LOCAL");
  } else if (access.timeout != session_.statement_timeout) {
    text += fmt::format("SET LOCAL statement_timeout = {};", access.timeout.count());
  }
  if (!account_.empty()) text += "SET LOCAL gv.account_id = " + quoted(account_);
  return simple(text, "begin");
}

Result<void> PostgresConnection::commit() {
  const PostgresResult result(PQexec(handle_, "COMMIT"));
  if (!result.ok()) return trouble(result, "commit");
  // A transaction that failed earlier answers COMMIT with ROLLBACK, and no error.
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
    return fail(ErrorCode::Unavailable, "commit", "the transaction had failed and was rolled back");
  }
  return {};
}

void PostgresConnection::rollback() {
  if (PQtransactionStatus(handle_) != PQTRANS_IDLE) (void)simple("ROLLBACK", "rollback");
}

Result<void> PostgresConnection::enter_bare(const Access& access) {
  account_ = access.account;
  should_retry_ = false;
  if (account_.empty()) return {};
  return simple("SET gv.account_id = " + quoted(account_), "begin");
}

void PostgresConnection::leave_bare() { (void)simple("RESET gv.account_id", "end"); }

bool PostgresConnection::usable() const {
  return PQstatus(handle_) == CONNECTION_OK && PQtransactionStatus(handle_) == PQTRANS_IDLE;
}

bool PostgresConnection::answers() { return simple("SELECT 1", "database").has_value(); }

Result<void> PostgresConnection::prepare(const Statement& statement) {
  GV_CHECK(!statement.only() || statement.only() == Engine::Postgres);
  if (session_.pooled) return {};
  if (prepared_.size() <= statement.id()) prepared_.resize(statement.id() + 1);
  if (prepared_[statement.id()]) return {};
  const PostgresResult result(PQprepare(handle_, std::string(statement.name()).c_str(),
                                        std::string(statement.text()).c_str(), 0, nullptr));
  if (!result.ok()) return trouble(result, statement.name());
  prepared_[statement.id()] = true;
  return {};
}

Result<PostgresResult> PostgresConnection::run(const Statement& statement, const Params& params) {
  GV_TRY(prepare(statement));
  const Encoded encoded(params);
  if (encoded.holds_nul()) return nul_refused(statement.name());
  PGresult* answer =
      session_.pooled
          ? PQexecParams(handle_, std::string(statement.text()).c_str(), encoded.count(), nullptr,
                         encoded.values(), nullptr, nullptr, 0)
          : PQexecPrepared(handle_, std::string(statement.name()).c_str(), encoded.count(),
                           encoded.values(), nullptr, nullptr, 0);
  PostgresResult result(answer);
  if (!result.ok()) return trouble(result, statement.name());
  return result;
}

Result<std::int64_t> PostgresConnection::execute(const Statement& statement, const Params& params) {
  GV_TRY(const auto result, run(statement, params));
  return result.changed();
}

Result<void> PostgresConnection::each(const Statement& statement, const Params& params,
                                      const RowVisitor& visit) {
  GV_TRY(const auto result, run(statement, params));
  for (int row = 0; row < result.rows(); ++row) GV_TRY(visit(PostgresRow(result, row)));
  return {};
}

Result<std::int64_t> PostgresConnection::execute_many(const Statement& statement,
                                                      std::span<const std::vector<Param>> rows) {
  std::int64_t changed = 0;
  if (session_.pooled || rows.size() < 2) {
    for (const auto& row : rows) {
      GV_TRY(const auto count, execute(statement, row));
      changed += count;
    }
    return changed;
  }
  GV_TRY(prepare(statement));
  while (!rows.empty()) {
    // In batches: with more, server and client could both wait for the other to read.
    const auto batch = rows.first(std::min(rows.size(), kPipelineRows));
    GV_CHECK(PQenterPipelineMode(handle_) == 1);
    const auto count = run_pipelined(statement, batch);
    PQexitPipelineMode(handle_);
    if (!count) return tl::unexpected<Error>(count.error());
    changed += *count;
    rows = rows.subspan(batch.size());
  }
  return changed;
}

Result<std::int64_t> PostgresConnection::run_pipelined(const Statement& statement,
                                                       std::span<const std::vector<Param>> rows) {
  const std::string name(statement.name());
  bool refused = false;
  for (const auto& row : rows) {
    const Encoded encoded(row);
    refused = refused || encoded.holds_nul();
    if (refused) break;
    PQsendQueryPrepared(handle_, name.c_str(), encoded.count(), encoded.values(), nullptr, nullptr,
                        0);
  }
  PQpipelineSync(handle_);
  auto changed = drain_pipeline(statement);
  if (refused) return nul_refused(statement.name());
  return changed;
}

/// Reads the answers up to the end of the batch. The first error is the one that counts.
Result<std::int64_t> PostgresConnection::drain_pipeline(const Statement& statement) {
  Result<std::int64_t> changed = 0;
  int nothing_in_a_row = 0;
  while (nothing_in_a_row < 2 && PQstatus(handle_) == CONNECTION_OK) {
    const PostgresResult result(PQgetResult(handle_));
    if (result.get() == nullptr) {
      ++nothing_in_a_row;  // one follows each statement, two the end
      continue;
    }
    nothing_in_a_row = 0;
    if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) return changed;
    if (changed && !result.ok()) changed = trouble(result, statement.name());
    if (changed) *changed += result.changed();
  }
  if (!changed) return changed;
  return tl::unexpected<Error>(postgres_error({}, statement.name(), PQerrorMessage(handle_)));
}

Result<std::int64_t> PostgresConnection::bulk_load(const Bulk& bulk,
                                                   std::span<const std::vector<Param>> rows) {
  GV_CHECK(!bulk.of_account() || !account_.empty());
  // COPY does not work on tables with row-level security, so it fills a table of this transaction
  // and one statement moves the rows on, under the policies.
  const std::string columns = bulk.column_list();
  GV_TRY(simple(fmt::format("CREATE TEMP TABLE gv_load ON COMMIT DROP AS SELECT {} FROM {} "
                            "WITH NO DATA",
                            columns, bulk.table()),
                bulk.name()));
  GV_TRY(copy_rows(bulk, rows));
  const PostgresResult moved(
      PQexec(handle_,
             fmt::format("INSERT INTO {0} ({1}) SELECT {1} FROM gv_load{2}", bulk.table(), columns,
                         bulk.on_conflict() == OnConflict::Skip ? " ON CONFLICT DO NOTHING" : "")
                 .c_str()));
  if (!moved.ok()) return trouble(moved, bulk.name());
  GV_TRY(simple("DROP TABLE gv_load", bulk.name()));
  return moved.changed();
}

Result<void> PostgresConnection::copy_rows(const Bulk& bulk,
                                           std::span<const std::vector<Param>> rows) {
  GV_TRY(simple("COPY gv_load FROM STDIN", bulk.name()));
  std::string buffer;
  const auto send = [&] {
    const bool sent = PQputCopyData(handle_, buffer.data(), static_cast<int>(buffer.size())) == 1;
    buffer.clear();
    return sent;
  };
  bool sent = true;
  for (const auto& row : rows) {
    if (bulk.of_account()) append_copy_field(account_, buffer);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0 || bulk.of_account()) buffer.push_back('\t');
      append_copy_field(row[i], buffer);
    }
    buffer.push_back('\n');
    if (buffer.size() >= kCopyBuffer) sent = sent && send();
  }
  sent = sent && send() && PQputCopyEnd(handle_, nullptr) == 1;
  const PostgresResult result(PQgetResult(handle_));
  while (const PGresult* more = PQgetResult(handle_)) PQclear(const_cast<PGresult*>(more));
  if (!sent || !result.ok()) return trouble(result, bulk.name());
  return {};
}

Result<void> PostgresConnection::run_script(std::string_view script) {
  return simple(std::string(script), "script");
}

}  // namespace gv::sql
