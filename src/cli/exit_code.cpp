#include "cli/exit_code.h"

#include <cstdio>

#include <fmt/format.h>

#include "base/text.h"

namespace gv::cli {
namespace {

bool is_of_media(ErrorCode code) {
  return code >= ErrorCode::EmptyFile && code <= ErrorCode::Cancelled;
}

std::string_view topic_of(ErrorCode error, ExitCode code, Source source) {
  if (is_of_media(error)) return "media";
  if (code == kUnusableInput || source == Source::Input) return "files";
  if (code == kConfiguration || source == Source::Configuration) return "config";
  return "exit-codes";
}

int write(std::string_view message, std::string_view hint, std::string_view code,
          std::string_view topic, int exit_code) {
  fmt::print(stderr, "error: {}\n", printable(message));
  if (!hint.empty()) fmt::print(stderr, "  try:  {}\n", printable(hint));
  fmt::print(stderr, "  code: {}   details: geminivideo help {}\n", code, topic);
  return exit_code;
}

}  // namespace

ExitCode exit_code_of(const Error& error, Source source) {
  switch (error.code) {
    case ErrorCode::NotFound:
      return kNotFound;
    case ErrorCode::Unauthenticated:
    case ErrorCode::Forbidden:
      return kNotPermitted;
    case ErrorCode::Refused:
    case ErrorCode::Conflict:
    case ErrorCode::Stale:
    case ErrorCode::Gone:
    case ErrorCode::Held:
      return kRefused;
    case ErrorCode::ProviderFailed:
      return kProvider;
    case ErrorCode::RateLimited:
    case ErrorCode::Unavailable:
      return kTimedOut;
    case ErrorCode::NotAvailable:
    case ErrorCode::StorageFull:
      return kUnexpected;
    case ErrorCode::SchemaMismatch:
      return kConfiguration;
    case ErrorCode::LimitSize:
    case ErrorCode::LimitDuration:
    case ErrorCode::LimitResolution:
    case ErrorCode::LimitMemory:
      return kRefused;
    case ErrorCode::Stalled:
    case ErrorCode::TimedOut:
      return kTimedOut;
    case ErrorCode::Cancelled:
      return kInterrupted;
    case ErrorCode::EmptyFile:
    case ErrorCode::UnsupportedMedia:
    case ErrorCode::ForbiddenFormat:
    case ErrorCode::NoVideoStream:
    case ErrorCode::Truncated:
    case ErrorCode::DecodeFailed:
      return kUnusableInput;
    case ErrorCode::UnusableInput:
    case ErrorCode::InvalidInput:
    case ErrorCode::NegativeCount:
    case ErrorCode::ClicksExceedImpressions:
    case ErrorCode::CurrencyMismatch:
    case ErrorCode::ClockSkew:
    case ErrorCode::DuplicateAd:
    case ErrorCode::UnknownBudgetUnit:
    case ErrorCode::Nan:
    case ErrorCode::ConfigRange:
    case ErrorCode::UnknownKey:
    case ErrorCode::UnknownStage:
    case ErrorCode::Overflow:
      break;
  }
  switch (source) {
    case Source::Option:
      return kUsage;
    case Source::Configuration:
      return kConfiguration;
    case Source::Input:
      return kUnusableInput;
    case Source::Decision:
      return error.code == ErrorCode::ConfigRange ? kConfiguration : kUnusableInput;
  }
  return kUnexpected;
}

int report(const Error& error, Source source) {
  const auto code = exit_code_of(error, source);
  const auto message = error.where.empty() ? error.message : to_string(error);
  return write(message, error.hint, to_text(error.code), topic_of(error.code, code, source), code);
}

int report_usage(std::string_view message, std::string_view hint) {
  return write(message, hint, "usage", "exit-codes", kUsage);
}

int report_bug(std::string_view what) {
  return write(fmt::format("something that cannot happen did: {}", what),
               "please report this together with the command you ran", "unexpected", "exit-codes",
               kUnexpected);
}

}  // namespace gv::cli
