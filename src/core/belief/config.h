#pragma once

#include <cstdint>

namespace gv::belief {

/// Direct: value is cash revenue. Pipeline: value is the current expected value of deals.
enum class Mode { Direct, Pipeline };
enum class BlendCurve { Sigmoid, Linear, Cosine, Exponential, Step, Piecewise };
/// Full: conversions count with power 1. Schedule: with power w_roas(age).
enum class EvidenceMode { Full, Schedule };
enum class DecayMode { Audience, Legacy };

struct BlendConfig {
  BlendCurve curve{BlendCurve::Sigmoid};
  double ctr_only_hours{6.0};
  double transition_end_hours{48.0};
  double late_roas_weight{0.9};
};

/// The displayed score; never an input of a kill.
struct ScoreConfig {
  double ctr_full{0.05};  ///< CTR that scores 1, prior
  double roas_full{3.0};  ///< ROAS that scores 1, prior
  DecayMode decay{DecayMode::Audience};
  double decay_per_exposure{0.12};
  double decay_floor{0.25};
  double max_total_boost{1.20};
};

struct SamplerConfig {
  EvidenceMode evidence{EvidenceMode::Full};
  double half_life_click_days{3.0};
  double half_life_value_days{60.0};
  double ctr_strength{40.0};    ///< a_c
  double value_strength{50.0};  ///< c_v
  /// Share of the vague prior in the prior of the deal rate: what guards against an account whose
  /// first deals are late, or whose first ads are bad, condemning the next ad unseen. 0: off.
  double vague_weight{0.5};
  double vague_strength{1.0};  ///< a0 of the vague prior
  double delay_spread{0.6};    ///< log s.d. of an ad's mean delay around the account's; 0: none
  int draws{1000};             ///< K
  int allocation_draws{200};   ///< K1 <= K
};

/// What the account's pipeline tells the decision core.
struct ValuePriors {
  /// v_d, the value of the count stage in minor units; direct mode: the average order value.
  double count_value_minor{60'00};
  double cycle_days_mean{6.0};
};

}  // namespace gv::belief
