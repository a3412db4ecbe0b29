#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/attribution/journey.h"
#include "core/revenue/allocation.h"

namespace gv::attribution {

/// How a conversion's credit is shared among the touches before it. All of them describe
/// correlation; what an ad caused only an experiment tells.
enum class Model {
  FirstTouch,
  LastTouch,
  Linear,
  TimeDecay,
  PositionBased,
  Shapley,
  ShapleyRate,
  Markov
};
/// "first_touch", "last_touch", ...
[[nodiscard]] std::string_view to_text(Model model);
/// Errors: InvalidInput with the known names.
[[nodiscard]] Result<Model> parse_model(std::string_view name, std::string_view where);

/// A non-negative fraction of a conversion.
struct Share {
  std::int64_t numerator{0};
  std::int64_t denominator{1};
  friend bool operator==(const Share&, const Share&) = default;
};

/// Days in which the weight of a touch halves. Prior.
inline constexpr double kHalfLifeDays = 7.0;

/// 2^(-age / half-life), normalised to sum 1. Ages count from the latest touch, which changes
/// nothing and keeps old journeys from vanishing. Precondition (checked): half-life > 0.
[[nodiscard]] std::vector<double> time_decay_shares(std::span<const Touch> touches,
                                                    double half_life_days = kHalfLifeDays);

/// What each touch of a journey gets by a rule; the shares sum to exactly 1.
///
///   first_touch, last_touch  all
///   linear                   1 / n
///   time_decay               `time_decay_shares` as billionths, by largest remainder
///   position_based           n = 1: 1; n = 2: 1/2 each; else 2/5, 1 / (5 (n - 2)) each, 2/5
///
/// Precondition (checked): touches in order, at least one; a model that is a rule.
[[nodiscard]] std::vector<Share> touch_shares(Model model, std::span<const Touch> touches,
                                              double half_life_days = kHalfLifeDays);

/// What a data-driven model learned from many journeys.
struct ModelData {
  std::int64_t conversions{0};
  std::map<AdId, double> value;  ///< of each ad: its Shapley value or removal effect, >= 0
  /// Enough to speak: 200 conversions, 2 ads.
  [[nodiscard]] bool is_sufficient() const { return conversions >= 200 && value.size() >= 2; }
};

struct JourneyCredit {
  revenue::CreditSplit split;
  Model model{Model::LastTouch};  ///< the one that was used
  bool insufficient_data{false};  ///< a data-driven model was asked for and linear answered
};

/// Credit of each ad of one converting journey; weights of touches of one ad are added. Everything
/// to `unattributed()` for an empty journey.
///
/// `shapley` shares a conversion equally among the ads of its journey: that is what the Shapley
/// value of the game "conversions of journeys within S" sums to. `shapley_rate` and `markov` share
/// it in proportion to `data`'s values of the journey's ads, equally when all of those are 0. A
/// data-driven model without sufficient data is answered by `linear`.
/// Errors: Overflow, when the exact fractions exceed 2^62 (journeys of very many touches).
[[nodiscard]] Result<JourneyCredit> credit_journey(Model model, std::span<const Touch> touches,
                                                   const ModelData& data = {},
                                                   double half_life_days = kHalfLifeDays);

}  // namespace gv::attribution
