#include "core/vision/flash_filter.h"

namespace gv::vision {

std::optional<std::int64_t> FlashFilter::next(std::int64_t frame, bool differs) {
  if (length_ <= 0) return differs ? std::optional(frame) : std::nullopt;
  if (!last_) last_ = frame;
  if (mode_ == FilterMode::Merge) return merge(frame, differs);
  if (!differs || frame - *last_ < length_) return std::nullopt;
  last_ = frame;
  return frame;
}

std::optional<std::int64_t> FlashFilter::merge(std::int64_t frame, bool differs) {
  const bool far_enough = frame - *last_ >= length_;
  if (run_start_) {
    if (differs) {
      last_ = frame;
    } else if (far_enough && *last_ - *run_start_ >= length_) {
      run_start_.reset();
      return last_;
    }
    return std::nullopt;
  }
  if (!differs) return std::nullopt;
  last_ = frame;
  if (far_enough) {
    cut_before_ = true;
    return frame;
  }
  if (cut_before_) run_start_ = frame;
  return std::nullopt;
}

}  // namespace gv::vision
