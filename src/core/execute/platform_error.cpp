#include "core/execute/platform_error.h"

namespace gv::execute {

std::string_view to_text(ErrorClass error_class) {
  switch (error_class) {
    case ErrorClass::RateApp:
      return "rate_app";
    case ErrorClass::RateAccount:
      return "rate_account";
    case ErrorClass::RateBudget:
      return "rate_budget";
    case ErrorClass::Auth:
      return "auth";
    case ErrorClass::Invalid:
      return "invalid";
    case ErrorClass::Missing:
      return "missing";
    case ErrorClass::Policy:
      return "policy";
    case ErrorClass::Transient:
      return "transient";
    case ErrorClass::QuerySize:
      return "query_size";
    case ErrorClass::UploadOffset:
      return "upload_offset";
    case ErrorClass::Dependency:
      break;
  }
  return "dependency";
}

}  // namespace gv::execute
