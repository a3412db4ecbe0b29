#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/revenue/pipeline_config.h"

namespace gv::revenue {

/// Target value of a deal in `stage`, in minor units, >= 0, before refunds.
///
///   open, fixed         stage.value_minor
///   open, probability   round(win_probability * (amount > 0 ? amount : AOV))
///   won                 the amount if known (0 is a known amount), else AOV; policy aov: AOV
///   lost                0
///
/// Preconditions: `stage` is an index into config.stages(); amount in [0, kAmountMax]. O(1).
[[nodiscard]] std::int64_t target_of(const PipelineConfig& config, std::size_t stage,
                                     std::optional<std::int64_t> amount_minor);

/// What one stage change is worth.
struct StageIncrement {
  std::int64_t value_minor{0};      ///< value of the stage entered
  std::int64_t increment_minor{0};  ///< against the stage left; negative for a step back
  double confidence{0.0};           ///< of the stage entered, in [0, 1]
  std::string reason;
};

/// Values a stage change without posting anything. An empty `stage_from` counts as value 0.
/// Errors: UnknownStage with the known keys; InvalidInput for an amount outside [0, kAmountMax].
[[nodiscard]] Result<StageIncrement> stage_increment(
    const PipelineConfig& config, std::string_view stage_from, std::string_view stage_to,
    std::optional<std::int64_t> amount_minor = std::nullopt);

/// "Advanced from 'lead' to 'appointment_scheduled' (+2,250.00 AED, 60 % confidence)". The verb
/// carries its preposition: "Advanced" + from + to.
[[nodiscard]] std::string describe_move(std::string_view verb, std::string_view stage_from,
                                        std::string_view stage_to, std::int64_t delta_minor,
                                        Currency currency, double confidence);

}  // namespace gv::revenue
