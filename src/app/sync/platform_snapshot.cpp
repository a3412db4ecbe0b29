#include "app/sync/platform_snapshot.h"

#include <utility>

namespace gv::app {
namespace {

ErrorCode code_of(execute::ErrorClass error_class) {
  using execute::ErrorClass;
  switch (error_class) {
    case ErrorClass::RateApp:
    case ErrorClass::RateAccount:
    case ErrorClass::RateBudget:
      return ErrorCode::RateLimited;
    case ErrorClass::Auth:
      return ErrorCode::Forbidden;
    case ErrorClass::Missing:
      return ErrorCode::NotFound;
    case ErrorClass::Invalid:
      return ErrorCode::UnusableInput;
    case ErrorClass::Policy:
      return ErrorCode::Refused;
    case ErrorClass::Transient:
      return ErrorCode::Unavailable;
    case ErrorClass::QuerySize:
    case ErrorClass::UploadOffset:
    case ErrorClass::Dependency:
      return ErrorCode::ProviderFailed;
  }
  return ErrorCode::ProviderFailed;
}

template <class T>
Result<T> or_error(std::string_view platform, PlatformReply<T> reply) {
  if (reply.result) return *std::move(reply.result);
  return tl::unexpected<Error>(error_of(platform, reply.result.error()));
}

}  // namespace

Error error_of(std::string_view platform, const execute::PlatformError& error) {
  auto message = error.message;
  if (error.code != 0) message += " (code " + std::to_string(error.code);
  if (error.subcode != 0) message += "/" + std::to_string(error.subcode);
  if (error.code != 0) message += ")";
  return {code_of(error.error_class), std::string(platform), std::move(message)};
}

Result<PlatformSnapshot> look_at(AdReports& reports, std::string external_id, int days,
                                 TimePoint now, const ReportPulse& pulse) {
  const auto name = reports.name();
  const TimePoint today = std::chrono::floor<Days>(now);
  PlatformSnapshot seen{.platform = std::string(name),
                        .external_id = std::move(external_id),
                        .attribution_setting = std::string(reports.attribution_setting()),
                        .as_of = now};
  seen.days = {.first = today - Days{days}, .last = today};
  seen.hours = {.first = today - Days{1}, .last = today, .hourly = true};
  GV_TRY(seen.campaigns, or_error(name, reports.list(EntityLevel::Campaign)));
  GV_TRY(seen.adsets, or_error(name, reports.list(EntityLevel::AdSet)));
  GV_TRY(seen.ads, or_error(name, reports.list(EntityLevel::Ad)));
  GV_TRY(seen.daily, or_error(name, reports.report(seen.days, pulse)));
  GV_TRY(seen.hourly, or_error(name, reports.report(seen.hours, pulse)));
  return seen;
}

}  // namespace gv::app
