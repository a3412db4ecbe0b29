#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/audio/section.h"
#include "core/vision/motion.h"
#include "core/vision/shots.h"
#include "io/media/source.h"

namespace gv::gvtest {

/// For clips that are known to be harmless: a loaded machine must not cut the work short.
inline constexpr media::Limits kPatient{.open_s = 600.0, .stall_s = 600.0, .total_min_s = 7200.0};

/// What is done with a file.
struct WatchOptions {
  bool shots{false};
  /// Further detectors of cuts that people know.
  std::vector<vision::DetectorKind> peers{};
  bool motion{false};
  bool sound{false};
  int decoder_threads{1};
  /// Sees each frame after the analyzers; the field is empty without `motion`.
  std::function<Result<void>(media::Source&, const vision::FrameView&, const vision::FlowField&)>
      on_frame{};
};

/// What single analyzers found in a file, each on its own.
struct Watched {
  media::ProbeResult probe;
  media::End end;
  double fps{0.0};
  std::vector<double> times;  ///< of every frame
  vision::ShotsSection shots;
  std::map<vision::DetectorKind, vision::ShotsSection> peers;
  vision::MotionSection motion;
  audio::AudioSection audio;
};

/// Reads the file once. Errors: those of `media::open` and `Source::next`.
[[nodiscard]] Result<Watched> watch(const std::string& path, const WatchOptions& options);

}  // namespace gv::gvtest
