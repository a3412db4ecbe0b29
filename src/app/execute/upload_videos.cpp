#include "app/execute/upload_videos.h"

#include <utility>

#include "app/assets/heartbeat.h"
#include "app/execute/send_changes.h"

namespace gv::app {
namespace {

constexpr int kUploadsMax = 20;  ///< of one job; the next one goes on
constexpr Millis kBeat{20'000};
constexpr Millis kUploadLease{120'000};

PlatformReply<AppliedOperation> unreadable(const Error& error) {
  return {.result = tl::unexpected(execute::PlatformError{
              .error_class = execute::ErrorClass::Invalid, .message = to_string(error)})};
}

}  // namespace

Result<JobEffects> UploadVideos::work(const AccountScope& scope, const Job& job,
                                      const JobPulse& pulse) {
  SendChanges send(ports_, platforms_, mood_, worker_,
                   [&](AdPlatform& platform, const AdChange& change, const CreateEntity& video) {
                     return upload(scope, platform, change, video, pulse);
                   });
  for (int round = 0; round < kUploadsMax && !ending_.stop_requested(); ++round) {
    GV_TRY(const int sent, send.round(scope));
    if (sent == 0) break;
    GV_TRY(pulse());
  }
  if (ending_.stop_requested()) {
    return fail(ErrorCode::Cancelled, "job " + job.lease.id, "the server ends");
  }
  return JobEffects([this](Transaction& transaction) -> Result<std::optional<std::string>> {
    GV_TRY(plan_changes(ports_.jobs, transaction, transaction.now()));
    return std::optional<std::string>{};
  });
}

PlatformReply<AppliedOperation> UploadVideos::upload(const AccountScope& scope,
                                                     AdPlatform& platform, const AdChange& change,
                                                     const CreateEntity& video,
                                                     const JobPulse& pulse) {
  const auto opened = files_.open(scope, std::get<NewEntity>(change.requested).asset_id);
  if (!opened) return unreadable(opened.error());
  Heartbeat heartbeat(
      [&](double) -> Result<void> {
        GV_TRY(pulse());
        return renew(scope, change);
      },
      kBeat);
  const std::stop_callback on_end(ending_.get_token(), [&] { heartbeat.stop(); });
  const VideoBytes bytes{
      .size = opened->size,
      .read = [&](std::int64_t begin, std::int64_t count) -> Result<std::string> {
        if (heartbeat.stopped().stop_requested()) {
          return fail(ErrorCode::Cancelled, "upload", "was broken off and begins anew");
        }
        return opened->read(begin, count);
      }};
  return platform.upload(video, bytes);
}

Result<void> UploadVideos::renew(const AccountScope& scope, const AdChange& change) {
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(const auto holds, ports_.holds.in_force(transaction));
    for (const auto& hold : holds) {
      if (!hold.stops(change.platform, change.campaign_id, change.entity.id)) continue;
      return fail(ErrorCode::Held, "upload", "A hold stops it: " + hold.reason);
    }
    AdChange mine = change;
    mine.lease.until = transaction.now() + kUploadLease;
    return ports_.changes.save(transaction, change.lease, mine);
  });
}

}  // namespace gv::app
