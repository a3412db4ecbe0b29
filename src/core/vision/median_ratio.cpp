#include "core/vision/median_ratio.h"

#include <algorithm>

#include "base/check.h"
#include "core/vision/pixels.h"

namespace gv::vision {
namespace {

constexpr std::size_t kWindow = 3;

}  // namespace

double median_ratio(std::span<const double> robust, std::size_t t) {
  GV_CHECK(t < robust.size());
  std::vector<double> around;
  const std::size_t last = std::min(robust.size() - 1, t + kWindow);
  for (std::size_t i = t - std::min(t, kWindow); i <= last; ++i) {
    if (i != t) around.push_back(robust[i]);
  }
  if (around.empty()) return robust[t];
  std::sort(around.begin(), around.end());
  const double median = 0.5 * (around[(around.size() - 1) / 2] + around[around.size() / 2]);
  return robust[t] / std::max(median, 1.0);
}

std::optional<Cut> MedianRatio::next(const FrameView& frame, const FrameDifference& difference) {
  pictures_[robust_.size() % pictures_.size()] = frame.t48;
  robust_.push_back(difference.robust);
  times_.push_back(frame.t);
  if (times_.size() > pictures_.size()) times_.pop_front();
  if (robust_.size() <= kReach) return std::nullopt;
  judged_ = robust_.size() - kReach;
  return judge(judged_ - 1);
}

std::vector<Cut> MedianRatio::finish() {
  std::vector<Cut> cuts;
  for (; judged_ < robust_.size(); ++judged_) {
    if (const auto cut = judge(judged_)) cuts.push_back(*cut);
  }
  return cuts;
}

double MedianRatio::apart(std::size_t a, std::size_t b) const {
  return mean_abs_difference(pictures_[a % pictures_.size()], pictures_[b % pictures_.size()]);
}

// The picture before the jump comes back soon after it, or the picture after the jump was there
// shortly before it (the end of the flash).
bool MedianRatio::is_flash(std::size_t t) const {
  const double near = config_.return_max * apart(t, t - 1);
  for (std::size_t k = 1; k <= kReach; ++k) {
    if (t + k < robust_.size() && apart(t + k, t - 1) < near) return true;
    if (t >= k + 1 && apart(t - 1 - k, t) < near) return true;
  }
  return false;
}

std::optional<Cut> MedianRatio::judge(std::size_t t) {
  const double r = robust_[t];
  if (t == 0 || r < config_.robust_min) return std::nullopt;
  const double ratio = median_ratio(robust_, t);
  if (ratio < config_.ratio_min) return std::nullopt;
  const std::size_t last = std::min(robust_.size() - 1, t + kReach);
  for (std::size_t i = t - std::min(t, kReach); i <= last; ++i) {
    if (robust_[i] > r) return std::nullopt;
  }
  const auto frame = static_cast<std::int64_t>(t);
  if (is_flash(t)) {
    flashes_.push_back(frame);
    return std::nullopt;
  }
  const double time = times_[times_.size() - (robust_.size() - t)];
  // Half a microsecond of slack: 0.1 s at 30 frames a second is three frames, not four.
  if (frame - last_cut_ < config_.gap_frames_min || time - last_cut_s_ < config_.gap_s_min - 5e-7) {
    return std::nullopt;
  }
  last_cut_ = frame;
  last_cut_s_ = time;
  return Cut{.frame = frame, .score = ratio};
}

}  // namespace gv::vision
