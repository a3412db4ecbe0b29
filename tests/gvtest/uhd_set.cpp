#include "cuts_sets.h"
#include "montage.h"
#include "sets.h"

#include <memory>

namespace gv::gvtest {

/// Six seconds of 3840 x 2160 at about 16 Mb/s: what memory and speed are measured on at 4K.
Result<void> make_uhd(const GenerateOptions& options) {
  const MontageStyle style{
      .width = 3840, .height = 2160, .cuts_s = {2.0, 4.0}, .end_s = 6.0, .speed_max = 480.0};
  const auto montage = std::make_shared<Montage>(style, clip_seed(options, "uhd", 0));
  ClipJob job;
  job.truth.file = "uhd.mp4";
  job.truth.variant = "2160p30, 16 Mb/s";
  job.truth.frames = montage->frames();
  job.truth.duration_s = style.end_s;
  job.truth.boundaries = montage->boundaries();
  job.write = [montage](const std::string& path) {
    media::ClipOptions coding = h264();
    coding.preset = "veryfast";
    coding.gop = 60;
    coding.b_frames = 2;
    coding.bit_rate = 16'000'000;
    return media::write_clip(
        path, static_cast<int>(montage->frames()), [&](int i) { return montage->frame(i); },
        coding);
  };
  return write_clips("uhd", {std::move(job)}, options);
}

}  // namespace gv::gvtest
