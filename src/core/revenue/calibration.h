#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/result.h"

namespace gv::revenue {

/// A forecast of a win and its outcome.
struct ForecastOutcome {
  double probability{0.0};  ///< in [0, 1]
  bool won{false};
  double weight{1.0};  ///< > 0; inverse probability of being resolved, or 1
};

/// Logistic regression of the outcome on logit(probability): well calibrated is slope 1,
/// intercept 0.
struct CalibrationLine {
  double slope{1.0};
  double intercept{0.0};
};

struct Calibration {
  std::int64_t n{0};
  std::int64_t bins{0};
  double brier{0.0};
  double log_loss{0.0};  ///< natural logarithm; probabilities are kept 1e-15 off 0 and 1
  double reliability{0.0};
  double resolution{0.0};
  double uncertainty{0.0};
  double ece{0.0};                      ///< expected calibration error, in [0, 1]
  std::optional<CalibrationLine> line;  ///< nothing when the fit does not converge
};

/// Scores forecasts. Bins hold equal counts, at most 10; equal probabilities share a bin, so with
/// up to 10 distinct ones every bin is one of them and Brier = reliability - resolution +
/// uncertainty exactly (Murphy 1973). Does not depend on the order of the input.
/// Errors: InvalidInput when empty, Nan or InvalidInput for a probability or weight out of range.
/// O(n log n).
Result<Calibration> calibrate(std::span<const ForecastOutcome> forecasts);

}  // namespace gv::revenue
