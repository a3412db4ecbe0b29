#include "base/error.h"

#include <ostream>

namespace gv {

std::string_view to_text(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidInput: return "invalid_input";
    case ErrorCode::NegativeCount: return "negative_count";
    case ErrorCode::ClicksExceedImpressions: return "clicks_exceed_impressions";
    case ErrorCode::CurrencyMismatch: return "currency_mismatch";
    case ErrorCode::ClockSkew: return "clock_skew";
    case ErrorCode::DuplicateAd: return "duplicate_ad";
    case ErrorCode::UnknownBudgetUnit: return "unknown_budget_unit";
    case ErrorCode::Nan: return "nan";
    case ErrorCode::ConfigRange: return "config_range";
    case ErrorCode::UnknownKey: return "unknown_key";
    case ErrorCode::UnknownStage: return "unknown_stage";
    case ErrorCode::Overflow: return "overflow";
    case ErrorCode::NotFound: return "not_found";
    case ErrorCode::UnusableInput: return "unusable_input";
    case ErrorCode::Refused: return "refused";
    case ErrorCode::NotAvailable: return "not_available";
  }
  return "unknown";
}

std::string to_string(const Error& error) {
  return error.where.empty() ? error.message : error.where + ": " + error.message;
}

std::ostream& operator<<(std::ostream& out, const Error& error) { return out << to_string(error); }

}  // namespace gv
