#include "base/error.h"

#include <ostream>

namespace gv {

std::string_view to_text(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidInput:
      return "invalid_input";
    case ErrorCode::NegativeCount:
      return "negative_count";
    case ErrorCode::ClicksExceedImpressions:
      return "clicks_exceed_impressions";
    case ErrorCode::CurrencyMismatch:
      return "currency_mismatch";
    case ErrorCode::ClockSkew:
      return "clock_skew";
    case ErrorCode::DuplicateAd:
      return "duplicate_ad";
    case ErrorCode::UnknownBudgetUnit:
      return "unknown_budget_unit";
    case ErrorCode::Nan:
      return "nan";
    case ErrorCode::ConfigRange:
      return "config_range";
    case ErrorCode::UnknownKey:
      return "unknown_key";
    case ErrorCode::UnknownStage:
      return "unknown_stage";
    case ErrorCode::Overflow:
      return "overflow";
    case ErrorCode::NotFound:
      return "not_found";
    case ErrorCode::UnusableInput:
      return "unusable_input";
    case ErrorCode::Refused:
      return "refused";
    case ErrorCode::NotAvailable:
      return "not_available";
    case ErrorCode::Unauthenticated:
      return "unauthenticated";
    case ErrorCode::Forbidden:
      return "forbidden";
    case ErrorCode::Conflict:
      return "conflict";
    case ErrorCode::Stale:
      return "stale";
    case ErrorCode::Gone:
      return "gone";
    case ErrorCode::Held:
      return "held";
    case ErrorCode::RateLimited:
      return "rate_limited";
    case ErrorCode::ProviderFailed:
      return "provider";
    case ErrorCode::Unavailable:
      return "unavailable";
    case ErrorCode::StorageFull:
      return "storage_full";
    case ErrorCode::SchemaMismatch:
      return "schema_mismatch";
    case ErrorCode::EmptyFile:
      return "empty_file";
    case ErrorCode::UnsupportedMedia:
      return "unsupported_media";
    case ErrorCode::ForbiddenFormat:
      return "forbidden_format";
    case ErrorCode::NoVideoStream:
      return "no_video_stream";
    case ErrorCode::LimitSize:
      return "limit_size";
    case ErrorCode::LimitDuration:
      return "limit_duration";
    case ErrorCode::LimitResolution:
      return "limit_resolution";
    case ErrorCode::LimitMemory:
      return "limit_memory";
    case ErrorCode::Truncated:
      return "truncated";
    case ErrorCode::DecodeFailed:
      return "decode_failed";
    case ErrorCode::Stalled:
      return "stalled";
    case ErrorCode::TimedOut:
      return "timed_out";
    case ErrorCode::Cancelled:
      return "cancelled";
  }
  return "unknown";
}

std::string to_string(const Error& error) {
  return error.where.empty() ? error.message : error.where + ": " + error.message;
}

std::ostream& operator<<(std::ostream& out, const Error& error) { return out << to_string(error); }

}  // namespace gv
