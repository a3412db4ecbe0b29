#include "cli/video_toolbox.h"

namespace gv::cli {
namespace {

std::vector<bool> choice_of(const analysis::Analyzers& analyzers) {
  return {analyzers.faces, analyzers.objects, analyzers.ocr, analyzers.asr};
}

}  // namespace

analysis::Tools VideoToolbox::names(const analysis::Analyzers& analyzers) {
  const std::scoped_lock lock(mutex_);
  const auto [known, is_new] = names_.try_emplace(choice_of(analyzers));
  if (is_new) known->second = VideoTools(analyzers, {}, settings_).names();
  return known->second;
}

const analysis::Tools& VideoToolbox::open(const analysis::Analyzers& analyzers) {
  auto choice = choice_of(analyzers);
  if (!opened_ || opened_for_ != choice) {
    opened_ = std::make_unique<VideoTools>(analyzers, VideoToolPaths{}, settings_);
    opened_for_ = std::move(choice);
  }
  return opened_->open();
}

}  // namespace gv::cli
