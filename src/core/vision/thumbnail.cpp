#include "core/vision/thumbnail.h"

#include <algorithm>

namespace gv::vision {

double thumbnail_score(double brightness, double contrast, double saturation, bool face) {
  return 0.2 * brightness + 0.3 * contrast + 0.2 * saturation + (face ? 0.3 : 0.0);
}

void ThumbnailPicker::offer(std::int64_t frame, double t, std::int64_t shot, double score,
                            double sharpness, const Image& image) {
  sharpness_.insert(std::upper_bound(sharpness_.begin(), sharpness_.end(), sharpness), sharpness);
  const std::size_t n = sharpness_.size();
  sharp_ = sharpness >= 0.5 * (sharpness_[(n - 1) / 2] + sharpness_[n / 2]);
  if (!sharp_) return;
  const bool same_shot = !candidates_.empty() && candidates_.back().shot == shot;
  if (same_shot && candidates_.back().score >= score) return;
  if (same_shot) candidates_.pop_back();
  candidates_.push_back({frame, t, shot, score, image});
  if (candidates_.size() > kept_) drop_worst();
}

// The shot in progress may still improve: it is compared like the others, and comes back with its
// next better frame. Of equal scores the later goes.
void ThumbnailPicker::drop_worst() {
  auto worst = candidates_.begin();
  for (auto it = candidates_.begin(); it != candidates_.end(); ++it) {
    if (it->score <= worst->score) worst = it;
  }
  candidates_.erase(worst);
}

}  // namespace gv::vision
