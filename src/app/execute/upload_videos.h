#pragma once

#include <stop_token>
#include <string>

#include "app/execute/change_schedule.h"
#include "app/execute/execution_ports.h"
#include "app/execute/platform_mood.h"
#include "app/ports/ad_platform.h"
#include "app/ports/job_handler.h"
#include "app/ports/video_files.h"

namespace gv::app {

/// Uploads the videos that changes make, in jobs of their own: they take minutes, and a pause must
/// not wait for one. The lease of the change is kept while pieces go out; who lost it sends no more
/// of them. Whether a video can be used is seen when it is read back. Thread-safe.
class UploadVideos final : public JobHandler {
 public:
  /// What is passed outlives it. `worker`: as for `AdChangeJobs`.
  UploadVideos(const ExecutionPorts& ports, AdPlatforms& platforms, VideoFiles& files,
               std::string worker)
      : ports_(ports), platforms_(platforms), files_(files), worker_(std::move(worker)) {}

  [[nodiscard]] std::string_view queue() const override { return kUploadQueue; }
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;
  /// Ends the upload at hand after its piece; the job is given back.
  void stop() { ending_.request_stop(); }

 private:
  PlatformReply<AppliedOperation> upload(const AccountScope& scope, AdPlatform& platform,
                                         const AdChange& change, const CreateEntity& video,
                                         const JobPulse& pulse);
  Result<void> renew(const AccountScope& scope, const AdChange& change);

  const ExecutionPorts ports_;
  AdPlatforms& platforms_;
  VideoFiles& files_;
  const std::string worker_;
  PlatformMood mood_{};
  std::stop_source ending_;
};

}  // namespace gv::app
