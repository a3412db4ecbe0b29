#pragma once

#include <span>

namespace gv::belief {

/// The levels of ROAS whose probabilities decisions use.
struct RoasLevels {
  double protect{1.0};
  double min{1.0};
  double target{2.0};
  double scale{3.0};
};

/// Draws of one ad or unit in a few numbers. Quantiles are order statistics, probabilities draw
/// frequencies.
struct RoasSummary {
  double mean{0.0};
  double q05{0.0};
  double median{0.0};
  double q95{0.0};
  double p_below_protect{0.0};
  double p_below_min{0.0};
  double p_target{0.0};  ///< P(ROAS >= target)
  double p_scale{0.0};   ///< P(ROAS >= scale)
  double p_band{0.0};    ///< P(min <= ROAS < scale): what MAINTAIN claims
};

/// Summarises draws (at least one, finite). Reorders `draws`. O(n).
[[nodiscard]] RoasSummary summarise(std::span<double> draws, const RoasLevels& levels);

}  // namespace gv::belief
