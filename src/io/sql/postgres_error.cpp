#include "io/sql/postgres_error.h"

#include <string>

#include "base/check.h"

namespace gv::sql {
namespace {

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

}  // namespace

bool is_worth_a_retry(std::string_view sqlstate) {
  return sqlstate == "40001" || sqlstate == "40P01";
}

Error postgres_error(std::string_view sqlstate, std::string_view where, std::string_view reason) {
  const std::string why(first_line(reason));
  const std::string place(where);
  const auto state_class = sqlstate.substr(0, 2);
  if (sqlstate == "42501") {
    return {ErrorCode::Refused, place, "is not allowed to this role or account: " + why};
  }
  if (state_class == "42") throw Bug(place + ": " + why);
  if (sqlstate == "23505") return {ErrorCode::Conflict, place, "is there already: " + why};
  if (state_class == "23" || state_class == "22") {
    return {ErrorCode::InvalidInput, place, "is refused by the database: " + why};
  }
  if (sqlstate == "57014") {
    return {ErrorCode::TimedOut, place, "took longer than its statement timeout"};
  }
  if (sqlstate == "53100") {
    return {ErrorCode::StorageFull, place, "cannot be stored: the disk is full"};
  }
  return {ErrorCode::Unavailable, place, "the database is not available: " + why};
}

}  // namespace gv::sql
