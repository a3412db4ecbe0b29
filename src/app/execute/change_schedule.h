#pragma once

#include <string_view>

#include "app/ports/job_queue.h"
#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// The queue of jobs that send changes and read them back.
inline constexpr std::string_view kChangeQueue = "ad-change";

/// The queue of jobs that upload videos.
inline constexpr std::string_view kUploadQueue = "video-upload";

/// Plans a look at the account's changes in the second after `at`, or after now where that is
/// later: once for each second however often it is asked. Strictly later, so that it never meets
/// the job that asks: whatever is committed by then, the look finds.
Result<void> plan_changes(JobQueue& jobs, Transaction& transaction, TimePoint at);
/// The same for videos to upload.
Result<void> plan_uploads(JobQueue& jobs, Transaction& transaction, TimePoint at);

}  // namespace gv::app
