#pragma once

#include <cstdint>
#include <optional>

#include "core/attribution/match.h"

namespace gv::attribution {

/// A conversion whose ad layer 1 knows, and all clicks that layers 2 and 3 may find for it.
struct KnownConversion {
  Conversion conversion;
  std::span<const Click> clicks;
  AdId ad;
};

/// How a layer does when it may not see the click id.
struct LayerQuality {
  std::int64_t known{0};    ///< conversions tried
  std::int64_t decided{0};  ///< of them, those it attributed
  std::int64_t correct{0};  ///< of them, those to the right ad
  double confidence{0.0};   ///< (prior * 20 + correct) / (20 + decided), in [0, 1]
  bool trusted{true};       ///< false below 0.50: to be switched off, with an alert
  [[nodiscard]] std::optional<double> precision() const;  ///< correct / decided
  [[nodiscard]] std::optional<double> recall() const;     ///< correct / known
};

/// The confidence a prior has after `correct` of `decided`. Preconditions (checked): prior in
/// [0, 1], 0 <= correct <= decided.
[[nodiscard]] double measured_confidence(double prior, std::int64_t correct, std::int64_t decided);

struct MeasuredLayers {
  LayerQuality fingerprint;
  LayerQuality probabilistic;
};

/// Masks what layer 1 saw and lets layers 2 and 3 decide, each on its own. O(sum of clicks).
[[nodiscard]] MeasuredLayers measure_layers(std::span<const KnownConversion> known,
                                            const MatchConfig& config);

/// `config` with what was measured: reported confidences, and layers below 0.50 switched off.
[[nodiscard]] MatchConfig with_measured(MatchConfig config, const MeasuredLayers& measured);

}  // namespace gv::attribution
