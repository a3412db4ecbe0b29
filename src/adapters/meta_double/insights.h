#pragma once

#include "adapters/meta_double/call.h"
#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// GET .../insights of an account (scope null) or of an object in it. Too many rows at once are
/// refused with 100/1487534: smaller, or as a report.
[[nodiscard]] Graph<boost::json::value> read_insights(const Platform& platform, std::size_t account,
                                                      const Object* scope, const Call& call);

/// POST .../insights: starts a report. {"report_run_id": ...}
[[nodiscard]] Graph<boost::json::value> start_report(Platform& platform, std::size_t account,
                                                     const Object* scope, const Call& call);
/// GET /{run}: "Job Running" the first time, "Job Completed" after that: time may stand still here.
[[nodiscard]] boost::json::object report_status(const std::string& id, Report& report);
/// GET /{run}/insights, as of the time the report was asked for.
[[nodiscard]] Graph<boost::json::value> read_report(const Platform& platform, const Report& report,
                                                    const Call& call);

}  // namespace gv::meta_double
