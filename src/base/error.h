#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

namespace gv {

/// What kind of trouble an `Error` is. Lower snake_case on the wire (`to_text`).
enum class ErrorCode {
  InvalidInput,
  NegativeCount,
  ClicksExceedImpressions,
  CurrencyMismatch,
  ClockSkew,
  DuplicateAd,
  UnknownBudgetUnit,
  Nan,
  ConfigRange,
  UnknownKey,
  UnknownStage,
  Overflow,
  NotFound,
  UnusableInput,  ///< a file that cannot be read as what it should be
  Refused,        ///< a rule forbids it: frozen sum, budget below the minimums
  NotAvailable,   ///< not built yet
  // Requests and stores.
  Unauthenticated,  ///< no credential, or one that is not valid
  Forbidden,        ///< the credential does not allow it
  Conflict,         ///< the state of a thing forbids it, or a key that must be unique is taken
  Stale,            ///< made from a version that is not the current one
  Gone,             ///< was there once: a link used up, an upload expired
  Held,             ///< a hold stops what would reach a platform
  RateLimited,
  ProviderFailed,  ///< a platform, CRM or model service
  Unavailable,     ///< out of reach, locked, busy or down; trying again later may help
  StorageFull,     ///< no room left on the disk
  SchemaMismatch,  ///< the store was made by another program
  // Media files.
  EmptyFile,
  UnsupportedMedia,  ///< not a video or image at all
  ForbiddenFormat,   ///< a playlist or other format that could open further files
  NoVideoStream,
  LimitSize,
  LimitDuration,
  LimitResolution,
  LimitMemory,
  Truncated,     ///< the file ends before its header says
  DecodeFailed,  ///< nothing in it can be decoded, or the decoder died
  Stalled,       ///< no decoded frame for too long
  TimedOut,
  Cancelled,
};

[[nodiscard]] std::string_view to_text(ErrorCode code);

/// Expected trouble. `where` names the field or the row ("row 17.ctr"), `message` says what is
/// wrong, what came and what is accepted; `hint`, when set, says what to try.
struct Error {
  ErrorCode code{ErrorCode::InvalidInput};
  std::string where;
  std::string message;
  std::string hint{};

  friend bool operator==(const Error&, const Error&) = default;
};

/// "metrics.ctr: must lie in [0, 1], got 1.7".
[[nodiscard]] std::string to_string(const Error& error);
std::ostream& operator<<(std::ostream& out, const Error& error);

}  // namespace gv
