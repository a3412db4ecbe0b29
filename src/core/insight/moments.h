#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

namespace gv::insight {

/// What a moment of motion does. In the order in which the rules are tried.
enum class MomentType { Hook, Cta, Emotional, Transition, Action };
BOOST_DESCRIBE_ENUM(MomentType, Hook, Cta, Emotional, Transition, Action)

/// Frames [frame_start, frame_end) that move more than the rest of the video, or show a calm face.
struct MotionMoment {
  std::int64_t frame_start{0};
  std::int64_t frame_end{0};
  double t_start{0.0};
  double t_end{0.0};
  double motion_energy{0.0};  ///< weighted mean of the window
  std::int64_t peak_frame{0};
  double peak_t{0.0};
  double peak_energy{0.0};  ///< weighted
  MomentType type{MomentType::Action};
  bool face_present{false};  ///< a face for at least half of it
  double face_weight{1.0};   ///< mean weight of its frames
};
BOOST_DESCRIBE_STRUCT(MotionMoment, (),
                      (frame_start, frame_end, t_start, t_end, motion_energy, peak_frame, peak_t,
                       peak_energy, type, face_present, face_weight))

/// A time to cut at; `snapped`: moved to a beat.
struct OptimalCutPoint {
  double t{0.0};
  bool snapped{false};
};
BOOST_DESCRIBE_STRUCT(OptimalCutPoint, (), (t, snapped))

struct Moments {
  std::vector<MotionMoment> moments{};  ///< in order of time
  std::vector<OptimalCutPoint> optimal_cut_points{};
};
BOOST_DESCRIBE_STRUCT(Moments, (), (moments, optimal_cut_points))

/// Priors.
struct MomentsConfig {
  double face_weight{3.2};
  double energy_min{1.0};
  double ratio_min{1.5};  ///< to the median window of the video
  double hook_end_s{3.0};
  double emotional_face_share{0.5};
  double emotional_energy_max{5.0};  ///< unweighted
  double transition_ratio{2.0};      ///< of peak to mean
  double snap_s{0.1};
};

/// One value per frame of the video.
struct MomentInput {
  std::span<const double> t{};       ///< seconds, ascending
  std::span<const double> energy{};  ///< unweighted, interpolated over cuts
  std::vector<bool> face{};          ///< a confirmed face; empty: none, or not looked for
  double fps{30.0};
  double duration{0.0};             ///< seconds
  std::span<const double> beats{};  ///< seconds, ascending; may be empty
};

/// A stretch of frames [from, to) before it is judged.
struct MomentWindow {
  std::size_t from{0};
  std::size_t to{0};
  double mean{0.0};        ///< weighted
  double mean_plain{0.0};  ///< unweighted
  double face_share{0.0};
  std::size_t peak{0};
  double peak_energy{0.0};  ///< weighted
};

/// Windows of one second (round(fps) frames), each half over the one before (half rounded up, so
/// that only neighbours overlap); the last one ends with the video.
[[nodiscard]] std::vector<MomentWindow> moment_windows(const MomentInput& input,
                                                       const MomentsConfig& config = {});

/// Indices of the windows that are moments, ascending: 1. weighted mean >= 1 and >= 1.5 times the
/// median window, or  2. calm with a face. Of overlapping ones the higher mean stays.
[[nodiscard]] std::vector<std::size_t> select_windows(std::span<const MomentWindow> windows,
                                                      const MomentsConfig& config = {});

/// The type of a window, the first that holds: 1. peak before 3 s: hook  2. peak in the last
/// clamp(0.2 D, 3, 5) s: cta  3. calm with a face: emotional  4. peak >= 2 means: transition
/// 5. action.
[[nodiscard]] MomentType type_of(const MomentWindow& window, double peak_t, double duration,
                                 const MomentsConfig& config = {});

/// None for a video below one second or three frames. O(n log n).
[[nodiscard]] std::optional<Moments> find_moments(const MomentInput& input,
                                                  const MomentsConfig& config = {});

/// How much each hundredth of a video stands out, [0, 1].
struct Attention {
  std::vector<double> t{};  ///< 100, seconds
  std::vector<double> a{};  ///< 100; all 0 without a moment
  std::string model{"prior-1"};
};
BOOST_DESCRIBE_STRUCT(Attention, (), (t, a, model))

/// Sum over moments of their energy under a Gaussian about their peak with sigma = 2 % of the
/// duration, divided by its maximum. A salience prior, no prediction of who keeps watching.
/// duration > 0.
[[nodiscard]] Attention attention_curve(std::span<const MotionMoment> moments, double duration);

/// Mean of the curve over points before `until` seconds; none without such a point.
[[nodiscard]] std::optional<double> mean_attention(const Attention& attention, double until);

}  // namespace gv::insight
