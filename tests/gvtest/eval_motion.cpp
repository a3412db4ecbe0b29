#include "evaluation.h"
#include "flow_truth.h"
#include "watch.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <fmt/format.h>
#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

namespace gv::gvtest {
namespace {

using vision::MotionDirection;

constexpr double kMargin = 12.0;        // pixels of 1920 x 1080 at the edge that are not judged
constexpr double kNearThreshold = 0.1;  // this near to a class boundary either class is right

/// Mean distance of vectors from the truth, reference pixels. `vector_at(x, y)` in pixels of a
/// field `width` wide.
template <class VectorAt>
double endpoint_error(const TrueMotion& motion, std::int64_t index, int width, int height,
                      VectorAt vector_at) {
  const double scale = static_cast<double>(kFlowWidth) / width;
  double sum = 0.0;
  std::int64_t count = 0;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double at_x = (x + 0.5) * scale - 0.5;
      const double at_y = (y + 0.5) * scale - 0.5;
      const Vector truth = true_flow(motion, at_x, at_y, index);
      if (!stays_inside(at_x, at_y, truth, kMargin)) continue;
      const Vector found = vector_at(x, y);
      sum += std::hypot(found.x * scale - truth.x, found.y * scale - truth.y);
      ++count;
    }
  }
  return sum / static_cast<double>(std::max<std::int64_t>(1, count));
}

/// OpenCV's DIS with the medium preset at 640, the peer.
class Peer {
 public:
  double error(media::Source& source, const vision::FrameView& frame, const TrueMotion& motion,
               Result<void>& trouble) {
    auto picture = source.sample(frame.index, 640);
    if (!picture) {
      trouble = tl::unexpected<Error>(picture.error());
      return 0.0;
    }
    cv::Mat now;
    cv::cvtColor(cv::Mat(picture->height, picture->width, CV_8UC3, picture->pixels.data()), now,
                 cv::COLOR_BGR2GRAY);
    double error = 0.0;
    if (!before_.empty()) {
      cv::Mat flow;
      dis_->calc(before_, now, flow);
      error = endpoint_error(motion, frame.index - 1, flow.cols, flow.rows, [&](int x, int y) {
        const auto& one = flow.at<cv::Vec2f>(y, x);
        return Vector{one[0], one[1]};
      });
    }
    before_ = now;
    return error;
  }

 private:
  cv::Ptr<cv::DISOpticalFlow> dis_{cv::DISOpticalFlow::create(cv::DISOpticalFlow::PRESET_MEDIUM)};
  cv::Mat before_;
};

struct FlowClip {
  double speed{0.0};  ///< mean true |v|
  double ours{0.0};
  double peer{0.0};
  int pairs{0};
  int class_right{0};
  int direction_right{0};
  int directions{0};
};

/// Mean lengths of the true field, on a coarse grid.
struct TrueMeans {
  double speed{0.0};
  double horizontal{0.0};
  double vertical{0.0};
  double dx{0.0};
  double dy{0.0};
};

TrueMeans means_of(const TrueMotion& motion, std::int64_t index) {
  TrueMeans means;
  int count = 0;
  for (int y = 4; y < kFlowHeight; y += 8) {
    for (int x = 4; x < kFlowWidth; x += 8) {
      const Vector flow = true_flow(motion, x, y, index);
      means.speed += std::hypot(flow.x, flow.y);
      means.horizontal += std::abs(flow.x);
      means.vertical += std::abs(flow.y);
      means.dx += flow.x;
      means.dy += flow.y;
      ++count;
    }
  }
  for (double* sum : {&means.speed, &means.horizontal, &means.vertical, &means.dx, &means.dy}) {
    *sum /= count;
  }
  return means;
}

/// The floor is stated for a picture that moves as a whole; edges of things that move are harder.
bool is_shift(const TrueMotion& motion) {
  return motion.zoom == 0.0 && motion.roll == 0.0 && motion.disc == 0.0;
}

/// Nothing where the field has no direction to be right about.
std::optional<MotionDirection> true_direction(const TrueMeans& means) {
  if (means.speed == 0.0 || std::hypot(means.dx, means.dy) < 0.2 * means.speed) return {};
  if (means.horizontal > 1.5 * means.vertical) {
    return means.dx > 0.0 ? MotionDirection::Right : MotionDirection::Left;
  }
  if (means.vertical > 1.5 * means.horizontal) {
    return means.dy > 0.0 ? MotionDirection::Down : MotionDirection::Up;
  }
  return MotionDirection::Mixed;
}

Result<FlowClip> flow_of(const std::string& path, const ClipTruth& truth) {
  const TrueMotion& motion = *truth.motion;
  FlowClip clip;
  Peer peer;
  WatchOptions options{.shots = true, .motion = true};
  options.on_frame = [&](media::Source& source, const vision::FrameView& frame,
                         const vision::FlowField& field) -> Result<void> {
    Result<void> trouble;
    const double peer_error = peer.error(source, frame, motion, trouble);
    GV_TRY(trouble);
    if (frame.index == 0) return {};
    const bool measured = !field.empty() && field.frame == frame.index;
    clip.peer += peer_error;
    clip.ours += endpoint_error(
        motion, frame.index - 1, frame.l320.width, frame.l320.height, [&](int x, int y) {
          const auto at = 2 * static_cast<std::size_t>(y * field.width + x);
          return measured ? Vector{field.vectors[at], field.vectors[at + 1]} : Vector{};
        });
    clip.speed += means_of(motion, frame.index - 1).speed;
    ++clip.pairs;
    return {};
  };
  GV_TRY(const Watched found, watch(path, options));
  clip.peer /= clip.pairs;
  clip.ours /= clip.pairs;
  clip.speed /= clip.pairs;
  clip.pairs = 0;
  for (const auto& pair : found.motion.frames) {
    const TrueMeans means = means_of(motion, pair.frame - 1);
    ++clip.pairs;
    const bool right = pair.motion_type == vision::classify(means.speed * (1.0 - kNearThreshold)) ||
                       pair.motion_type == vision::classify(means.speed * (1.0 + kNearThreshold));
    clip.class_right += right ? 1 : 0;
    if (const auto direction = true_direction(means)) {
      ++clip.directions;
      clip.direction_right += pair.direction == *direction ? 1 : 0;
    }
  }
  return clip;
}

}  // namespace

Rows evaluate_motion(const ClipFolder& set, const EvaluateOptions& options) {
  EvaluateOptions all = options;
  all.quick = false;  // each clip is another case, and short
  GV_TRY(const auto results, each_clip<FlowClip>(set, all, flow_of));
  Measure error{.name = "flow endpoint error over max(.8, 5 % of s), worst, G5",
                .floor = 1.0,
                .ours = 0.0,
                .higher_is_better = false};
  Measure against{.name = "flow endpoint error minus DIS medium at 640, worst, G5",
                  .goal = 0.3,
                  .ours = -1e9,
                  .higher_is_better = false};
  Measure kinds{
      .name = "motion class and direction right, share, G5",
      .floor = 0.98,
      .goal = 1.0,
      .shortfall = "half a pixel of 1920 a frame is a twelfth of one of 320: its direction drowns"};
  Measure others{.name = "flow endpoint error of zoom, roll, disc, worst px, G5",
                 .ours = 0.0,
                 .peer = 0.0,
                 .peer_name = "DIS medium at 640",
                 .higher_is_better = false};
  double right = 0.0;
  double asked = 0.0;
  double peer = 0.0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const FlowClip& clip = results[i];
    const auto& file = set.truth.clips[i].file;
    const double bound = std::max(0.8, 0.05 * clip.speed);
    const double share = clip.ours / bound;
    if (is_shift(*set.truth.clips[i].motion)) {
      error.ours = std::max(*error.ours, share);
      peer = std::max(peer, clip.peer / bound);
      against.ours = std::max(*against.ours, clip.ours - clip.peer);
    } else {
      others.ours = std::max(*others.ours, clip.ours);
      others.peer = std::max(*others.peer, clip.peer);
    }
    error.clips[file] = {{"speed", clip.speed}, {"ours", clip.ours}, {"dis_medium", clip.peer}};
    if (share > 1.0) {
      error.remarks.push_back(
          fmt::format("{}: {:.2f} at {:.1f} px/frame", file, clip.ours, clip.speed));
    }
    right += clip.class_right + clip.direction_right;
    asked += clip.pairs + clip.directions;
    if (clip.class_right < clip.pairs || clip.direction_right < clip.directions) {
      kinds.remarks.push_back(fmt::format("{}: class {} of {}, direction {} of {}", file,
                                          clip.class_right, clip.pairs, clip.direction_right,
                                          clip.directions));
    }
  }
  error.peer = peer;
  error.peer_name = "DIS medium at 640";
  kinds.ours = right / asked;
  return std::vector{error, against, others, kinds};
}

}  // namespace gv::gvtest
