#include "io/sql/sqlite_error.h"

#include <string>

#include <sqlite3.h>

#include "base/check.h"

namespace gv::sql {
namespace {

ErrorCode code_of(int extended) {
  switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
      return ErrorCode::Conflict;
    default:
      break;
  }
  switch (extended & 0xff) {
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
      return ErrorCode::InvalidInput;
    case SQLITE_FULL:
      return ErrorCode::StorageFull;
    case SQLITE_INTERRUPT:
      return ErrorCode::TimedOut;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::UnusableInput;
    default:
      return ErrorCode::Unavailable;
  }
}

bool is_bug(int code) {
  return code == SQLITE_ERROR || code == SQLITE_MISUSE || code == SQLITE_RANGE ||
         code == SQLITE_MISMATCH;
}

std::string sentence(ErrorCode code, const char* reason) {
  switch (code) {
    case ErrorCode::Conflict:
      return std::string("is there already: ") + reason;
    case ErrorCode::InvalidInput:
      return std::string("is refused by the database: ") + reason;
    case ErrorCode::StorageFull:
      return "cannot be stored: the disk is full";
    case ErrorCode::TimedOut:
      return "took longer than its statement timeout";
    case ErrorCode::UnusableInput:
      return std::string("is not a usable SQLite database: ") + reason;
    default:
      return std::string("the database is not available: ") + reason;
  }
}

}  // namespace

tl::unexpected<Error> sqlite_error(sqlite3* handle, int code, std::string_view where) {
  const char* reason = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  if (is_bug(code & 0xff)) throw Bug(std::string(where) + ": " + reason);
  const int extended = handle != nullptr ? sqlite3_extended_errcode(handle) : code;
  const ErrorCode meaning = code_of((extended & 0xff) == (code & 0xff) ? extended : code);
  return fail(meaning, std::string(where), sentence(meaning, reason));
}

}  // namespace gv::sql
