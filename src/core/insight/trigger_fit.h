#pragma once

#include <array>
#include <optional>

#include <boost/describe/enum.hpp>

namespace gv::insight {

/// What a moment of an ad is for. In the order of a classic script.
enum class Trigger {
  Hook,
  PainPoint,
  Agitation,
  Solution,
  Transformation,
  SocialProof,
  Urgency,
  Scarcity,
  Cta,
};
BOOST_DESCRIBE_ENUM(Trigger, Hook, PainPoint, Agitation, Solution, Transformation, SocialProof,
                    Urgency, Scarcity, Cta)

inline constexpr std::array kTriggers{
    Trigger::Hook,     Trigger::PainPoint,      Trigger::Agitation,
    Trigger::Solution, Trigger::Transformation, Trigger::SocialProof,
    Trigger::Urgency,  Trigger::Scarcity,       Trigger::Cta};

enum class MotionLevel { Low, Medium, High };
BOOST_DESCRIBE_ENUM(MotionLevel, Low, Medium, High)

enum class Position { Early, Middle, Late };
BOOST_DESCRIBE_ENUM(Position, Early, Middle, Late)

/// What a trigger wants of its moment. Priors.
struct TriggerWish {
  MotionLevel level{MotionLevel::Low};
  bool face{false};
  double min_s{0.0};
  double max_s{0.0};
  Position position{Position::Early};
};
[[nodiscard]] const TriggerWish& wish_of(Trigger trigger);

/// A moment of footage.
struct Moment {
  MotionLevel level{MotionLevel::Low};
  std::optional<bool> face;  ///< none: faces were not looked for
  double duration_s{0.0};
  double relative_start{0.0};  ///< start / duration of the video
};

[[nodiscard]] Position position_of(double relative_start);

/// The points a moment earns for a trigger, out of 100: motion 40 (20 when the trigger wants
/// medium and it is not), face 20, duration 20 within [min, max] or 10 above, position 20. With
/// unknown faces the other 80 points are scaled to 100.
///
/// Whole numbers, because sums of floating point tenths make .4 + .2 pass a "> .6" test.
[[nodiscard]] int trigger_fit(Trigger trigger, const Moment& moment);
inline constexpr int kRecommendedAbove = 60;

/// How much of a message gets through: low motion 1, medium .7, high .4; 1.2 times as much with a
/// face, at most 1. Prior.
[[nodiscard]] double absorption_of(MotionLevel level, bool face);

}  // namespace gv::insight
