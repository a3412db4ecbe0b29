#include "io/sql/postgres_result.h"

#include <charconv>

#include <libpq-fe.h>

#include "base/check.h"
#include "io/sql/postgres_text.h"

namespace gv::sql {
namespace {

template <class T>
T number(std::string_view text) {
  T value{};
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
  GV_CHECK(trouble == std::errc{} && end == text.data() + text.size());
  return value;
}

}  // namespace

PostgresResult::~PostgresResult() { PQclear(handle_); }

bool PostgresResult::ok() const {
  switch (PQresultStatus(handle_)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_COPY_IN:
    case PGRES_PIPELINE_SYNC:
      return true;
    default:
      return false;
  }
}

int PostgresResult::rows() const { return PQntuples(handle_); }

std::int64_t PostgresResult::changed() const {
  const std::string_view count = PQcmdTuples(handle_);
  const bool selected = std::string_view(PQcmdStatus(handle_)).starts_with("SELECT");
  return count.empty() || selected ? 0 : number<std::int64_t>(count);
}

bool PostgresRow::is_null(int column) const {
  GV_CHECK(column >= 0 && column < PQnfields(result_.get()));
  return PQgetisnull(result_.get(), row_, column) != 0;
}

std::string_view PostgresRow::text(int column) const {
  GV_CHECK(!is_null(column));
  return {PQgetvalue(result_.get(), row_, column),
          static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

std::int64_t PostgresRow::integer(int column) const { return number<std::int64_t>(text(column)); }

double PostgresRow::real(int column) const { return number<double>(text(column)); }

bool PostgresRow::boolean(int column) const {
  const auto value = text(column);
  GV_CHECK(value == "t" || value == "f");
  return value == "t";
}

std::string PostgresRow::blob(int column) const { return postgres_bytes(text(column)); }

TimePoint PostgresRow::time(int column) const { return postgres_time(text(column)); }

}  // namespace gv::sql
