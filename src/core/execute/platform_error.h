#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace gv::execute {

/// What kind of trouble a platform answered with: it decides what becomes of the change. The codes
/// of each platform are mapped to these by its client.
enum class ErrorClass {
  RateApp,       ///< of the application: every account waits
  RateAccount,   ///< of this account
  RateBudget,    ///< the budget of this unit was edited too often; no fault of the change
  Auth,          ///< credentials or permissions: nothing helps but a person
  Invalid,       ///< the request is wrong and stays so
  Missing,       ///< there is no such object, or no access to it
  Policy,        ///< refused by review or rules of the platform
  Transient,     ///< out of reach, busy or broken; may pass
  QuerySize,     ///< too much asked for in one read
  UploadOffset,  ///< an upload goes on elsewhere than thought
  Dependency,    ///< what it was built on failed, so it was never tried
};
[[nodiscard]] std::string_view to_text(ErrorClass error_class);

/// Why a platform did not do what was asked.
struct PlatformError {
  ErrorClass error_class{ErrorClass::Transient};
  int code{0};          ///< of the platform; 0: none came
  int subcode{0};       ///< 0: none came
  std::string message;  ///< without secrets
  std::string field{};  ///< what it blames, when it says so
  /// How long it says to wait.
  std::optional<Millis> retry_after{};
  /// The write may have happened all the same: read before writing again.
  bool maybe_applied{false};
  std::string trace_id{};  ///< by which the platform finds the request
  friend bool operator==(const PlatformError&, const PlatformError&) = default;
};

/// How much of its quotas the platform says is used.
struct PlatformUsage {
  double percent{0.0};  ///< the highest of all it told of, >= 0; may exceed 100
  /// Blocked for so long.
  std::optional<Millis> regain_after{};
  friend bool operator==(const PlatformUsage&, const PlatformUsage&) = default;
};

}  // namespace gv::execute
