#pragma once

#include "core/belief/blend.h"
#include "core/belief/config.h"
#include "core/belief/evidence.h"

namespace gv::belief {

/// Boosts of creative memory, each clamped to [1, 1.2] and together to the configured cap.
struct Boosts {
  double dna{1.0};
  double pattern{1.0};
  [[nodiscard]] double product() const { return dna * pattern; }
};

/// Clamps boosts; missing, failing or non-finite memory counts as 1. When the product exceeds the
/// cap both shrink by the same power, so that their order does not matter.
[[nodiscard]] Boosts clamp_boosts(double dna, double pattern, double max_total);
/// The boost of a match score s in [0, 1]: 1 + 0.2 max(0, 2 s - 1).
[[nodiscard]] double boost_of_match(double match_score);

/// The displayed blended score and everything it was made of. Never an input of a kill.
struct Score {
  double ctr{0.0};
  double pipeline_roas{0.0};  ///< 0 without spend
  double cash_roas{0.0};
  double w_ctr{1.0};
  double w_roas{0.0};
  double ctr_n{0.0};
  double roas_n{0.0};
  double blend{0.0};
  double decay{1.0};
  double dna{1.0};
  double pattern{1.0};
  double score{0.0};
  friend bool operator==(const Score&, const Score&) = default;
};

/// Wear of `impressions` shown since the last refresh, in [decay_floor, 1]. Audience mode needs the
/// audience size (none or <= 0: no decay); legacy mode is exp(-1e-4 impressions), floored too.
[[nodiscard]] double decay_of(double impressions, double audience, const ScoreConfig& config);

/// Scores one ad. `audience` <= 0 means unknown. O(1), below a microsecond.
[[nodiscard]] Score score_of(const Evidence& evidence, double audience, const Boosts& boosts,
                             Mode mode, const BlendConfig& blend, const ScoreConfig& config);

}  // namespace gv::belief
