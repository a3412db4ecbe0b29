#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/insight/contrast.h"
#include "core/insight/cta_terms.h"
#include "core/insight/measure.h"
#include "core/insight/trigger_fit.h"

namespace gv::insight {

/// What the account can vouch for. Texts that claim something are shown only with the fact.
struct CtaFacts {
  std::optional<int> stock_left;
  std::optional<int> free_days;  ///< length of the free trial
  std::optional<double> rating;  ///< stars
  bool is_free{false};           ///< the guide, trial or app costs nothing
};

enum class CtaClaim { None, Stock, FreeDays, Rating, Free };

/// How one kind of advertiser calls to action. Priors.
struct CtaConfig {
  std::string_view key;  ///< ecommerce, saas, leadgen, app
  CtaType type{CtaType::Custom};
  std::string_view text;          ///< without any claim
  std::string_view text_claimed;  ///< where `text_claim` is backed
  CtaClaim text_claim{CtaClaim::None};
  double duration_s{4.0};
  CtaClaim urgency_claim{CtaClaim::None};
  Rgb colour{255, 0, 0};
};
[[nodiscard]] std::span<const CtaConfig> cta_configs();

struct CtaChoice {
  const CtaConfig* config{nullptr};  ///< of the table; never null
  bool known_goal{true};             ///< false: the goal is unknown and ecommerce stands in
};
/// sales, leads, signups, downloads, awareness.
[[nodiscard]] CtaChoice cta_for_goal(std::string_view goal);

struct CtaTexts {
  std::string text;
  std::optional<std::string> urgency;
};
/// The label and the line of urgency, with backed claims only.
[[nodiscard]] CtaTexts cta_texts(const CtaConfig& config, const CtaFacts& facts);

/// Where a call to action belongs in existing footage.
struct CtaPlacementAdvice {
  double start_s{0.0};
  double duration_s{0.0};                 ///< min(config, .4 D)
  std::optional<double> confidence;       ///< [.3, .95]; none where motion was not measured
  std::vector<std::string> pre_sequence;  ///< urgency, social_proof, benefit_recap
};
BOOST_DESCRIBE_STRUCT(CtaPlacementAdvice, (), (start_s, duration_s, confidence, pre_sequence))

/// The calmest start in the last fifth from which the call fits, the earliest of equals; at the
/// very end where it fits nowhere else or motion was not measured (`energy` empty). The confidence
/// grows as the place is calmer than the last fifth as a whole. duration_s > 0. O(n log n).
[[nodiscard]] CtaPlacementAdvice place_cta(std::span<const SeriesPoint> energy, double duration_s,
                                           double cta_s);

/// One part of the ending.
struct CtaStep {
  std::string part;  ///< social_proof, urgency, cta, countdown
  double t0{0.0};
  double t1{0.0};
  std::optional<MotionLevel> motion;  ///< that suits it; none: as the footage is
};
BOOST_DESCRIBE_STRUCT(CtaStep, (), (part, t0, t1, motion))

/// Proof, urgency and the call at the end of `duration_s` > 0, each of the first two
/// min(5, (D - d) / 3) long, d = min(cta_s, .4 D); with `countdown` an overlay over the call.
[[nodiscard]] std::vector<CtaStep> cta_sequence(double duration_s, double cta_s,
                                                bool countdown = false);

}  // namespace gv::insight
