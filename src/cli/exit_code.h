#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace gv::cli {

/// What the program returns to the shell.
enum ExitCode : int {
  kDone = 0,
  kUnexpected = 1,
  kUsage = 2,
  kConfiguration = 3,
  kNotFound = 4,
  kNotPermitted = 5,
  kRefused = 6,
  kProvider = 7,
  kTimedOut = 8,
  kUnusableInput = 9,
  kPartlyDone = 10,
  kInterrupted = 130
};

/// Where an error came from: the same complaint about an option and about a file mean different
/// things to the shell.
enum class Source { Option, Configuration, Input, Decision };

/// The exit code of an expected error. NotFound, Refused and NotAvailable mean the same everywhere.
[[nodiscard]] ExitCode exit_code_of(const Error& error, Source source);

/// Writes the error form to stderr, control characters escaped, and returns its exit code:
///   error: ads.csv: has no column "impressions" ...
///     try:  ...
///     code: unusable_input   details: geminivideo help files
int report(const Error& error, Source source);
/// The same for misuse of the command line.
int report_usage(std::string_view message, std::string_view hint = {});
/// The same for a broken promise of the program itself; exit code 1.
int report_bug(std::string_view what);

}  // namespace gv::cli
