#include "core/revenue/stage_value.h"

#include <fmt/format.h>

#include "base/money.h"

namespace gv::revenue {

std::int64_t target_of(const PipelineConfig& config, std::size_t stage,
                       std::optional<std::int64_t> amount_minor) {
  const Stage& at = config.stages()[stage];
  const std::int64_t aov = config.spec().aov_minor;
  switch (at.kind) {
    case StageKind::Open: {
      if (config.spec().value_mode == ValueMode::Fixed) return at.value_minor;
      const std::int64_t amount = amount_minor.value_or(0) > 0 ? *amount_minor : aov;
      return round_half_away(at.win_probability * static_cast<double>(amount));
    }
    case StageKind::Won:
      return config.spec().won_amount_policy == WonAmountPolicy::Aov ? aov
                                                                     : amount_minor.value_or(aov);
    case StageKind::Lost:
      return 0;
  }
  return 0;
}

std::string describe_move(std::string_view verb, std::string_view stage_from,
                          std::string_view stage_to, std::int64_t delta_minor, Currency currency,
                          double confidence) {
  std::string text(verb);
  if (!stage_from.empty()) text += fmt::format(" from '{}'", stage_from);
  if (!stage_to.empty()) text += fmt::format(" to '{}'", stage_to);
  return text + fmt::format(" ({}{} {}, {} % confidence)", delta_minor < 0 ? "" : "+",
                            format_major(delta_minor, currency), currency.code(),
                            round_half_away(confidence * 100.0));
}

Result<StageIncrement> stage_increment(const PipelineConfig& config, std::string_view stage_from,
                                       std::string_view stage_to,
                                       std::optional<std::int64_t> amount_minor) {
  const auto find = [&](std::string_view key, const char* where) -> Result<std::size_t> {
    if (const auto stage = config.find(key)) return *stage;
    return fail(ErrorCode::UnknownStage, where,
                fmt::format("must be one of {}, got \"{}\"", config.known_keys(), key));
  };
  if (amount_minor && (*amount_minor < 0 || *amount_minor > kAmountMax)) {
    return fail(ErrorCode::InvalidInput, "deal_value",
                fmt::format("must lie in [0, 2^53] minor units, got {}", *amount_minor));
  }
  GV_TRY(const std::size_t entered, find(stage_to, "stage_to"));
  StageIncrement result{.value_minor = target_of(config, entered, amount_minor),
                        .confidence = config.stages()[entered].confidence};
  result.increment_minor = result.value_minor;
  if (!stage_from.empty()) {
    GV_TRY(const std::size_t left, find(stage_from, "stage_from"));
    result.increment_minor -= target_of(config, left, amount_minor);
  }
  const char* const verb = stage_from.empty()           ? "Entered"
                           : result.increment_minor < 0 ? "Moved back"
                                                        : "Advanced";
  result.reason = describe_move(verb, stage_from, stage_to, result.increment_minor,
                                config.currency(), result.confidence);
  return result;
}

}  // namespace gv::revenue
