#pragma once

#include <string_view>

#include "app/ports/job_queue.h"
#include "base/result.h"

namespace gv::app {

/// The queue of jobs that send conversion events.
inline constexpr std::string_view kFlushQueue = "capi-flush";
/// Events wait for company so long. What was learnt later of a deal within it goes with them.
inline constexpr Millis kFlushEvery{60'000};

/// Plans a sending of the account at the next full minute at or after `at`, once however often it
/// is asked; never at the present one, whose sending may have begun.
Result<void> plan_flush(JobQueue& jobs, Transaction& transaction, TimePoint at);

}  // namespace gv::app
