#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "adapters/analysis/video_analyzer.h"
#include "cli/video_settings.h"
#include "cli/video_tools.h"

namespace gv::cli {

/// The detectors of this machine for a server: opened when a video comes that wants them, and kept
/// until one comes that wants others.
class VideoToolbox final : public analysis::Toolbox {
 public:
  explicit VideoToolbox(VideoSettings settings) : settings_(std::move(settings)) {}

  analysis::Tools names(const analysis::Analyzers& analyzers) override;
  const analysis::Tools& open(const analysis::Analyzers& analyzers) override;

 private:
  using Choice = std::vector<bool>;

  const VideoSettings settings_;
  std::mutex mutex_;
  std::map<Choice, analysis::Tools> names_;  ///< hashing weights takes time
  Choice opened_for_;
  std::unique_ptr<VideoTools> opened_;
};

}  // namespace gv::cli
