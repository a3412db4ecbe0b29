#include "core/revenue/presets.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "core/revenue/exact.h"

namespace gv::revenue {
namespace {

using enum StageKind;

struct PresetStage {
  std::string_view key;
  std::string_view label;
  StageKind kind;
  std::int64_t value;  // minor units of the preset's own currency
  double win_probability;
  double confidence;
  double days_to_close;
  std::string_view capi_event{};
};

struct Preset {
  std::string_view name;
  std::string_view currency;  // empty: the account's
  std::int64_t aov;           // 0: the account must tell
  double cycle_min, cycle_max, cycle_mean;
  ValueMode mode;
  std::span<const PresetStage> stages;
};

constexpr std::array kFitness{
    PresetStage{"lead", "Lead", Open, 0, 0.10, 0.10, 6},
    PresetStage{"appointment_scheduled", "Appointment scheduled", Open, 225000, 2250.0 / 7000.0,
                0.60, 4},
    PresetStage{"show_up", "Showed up", Open, 420000, 0.60, 0.85, 1},
    PresetStage{"closed_won", "Closed won", Won, 700000, 1, 1, 0},
    PresetStage{"closed_lost", "Closed lost", Lost, 0, 0, 1, 0},
};
constexpr std::array kFitness15k{
    PresetStage{"lead", "Lead", Open, 0, 0.10, 0.10, 6},
    PresetStage{"appointment_scheduled", "Appointment scheduled", Open, 225000, 0.15, 0.60, 4},
    PresetStage{"show_up", "Showed up", Open, 900000, 0.60, 0.85, 1},
    PresetStage{"closed_won", "Closed won", Won, 1500000, 1, 1, 0},
    PresetStage{"closed_lost", "Closed lost", Lost, 0, 0, 1, 0},
};
constexpr std::array kEcommerce{
    PresetStage{"add_to_cart", "Add to cart", Open, 1500, 0.25, 0.25, 0, "AddToCart"},
    PresetStage{"initiated_checkout", "Checkout started", Open, 4500, 0.75, 0.75, 0,
                "InitiateCheckout"},
    PresetStage{"purchase", "Purchase", Won, 6000, 1, 1, 0, "Purchase"},
};
constexpr std::array kSaas{
    PresetStage{"marketing_qualified_lead", "Marketing qualified lead", Open, 10000, 0.01, 0.05,
                45},
    PresetStage{"sales_qualified_lead", "Sales qualified lead", Open, 200000, 0.20, 0.20, 35},
    PresetStage{"demo_scheduled", "Demo scheduled", Open, 350000, 0.35, 0.35, 25},
    PresetStage{"proposal_sent", "Proposal sent", Open, 600000, 0.60, 0.60, 10},
    PresetStage{"closed_won", "Closed won", Won, 1000000, 1, 1, 0},
    PresetStage{"closed_lost", "Closed lost", Lost, 0, 0, 1, 0},
};
constexpr std::array kHubspot{
    PresetStage{"appointmentscheduled", "Appointment scheduled", Open, 0, 0.10, 0.5, 30},
    PresetStage{"qualifiedtobuy", "Qualified to buy", Open, 0, 0.25, 0.5, 24},
    PresetStage{"presentationscheduled", "Presentation scheduled", Open, 0, 0.50, 0.5, 18},
    PresetStage{"decisionmakerboughtin", "Decision maker bought in", Open, 0, 0.75, 0.5, 12},
    PresetStage{"contractsent", "Contract sent", Open, 0, 0.90, 0.5, 5},
    PresetStage{"closedwon", "Closed won", Won, 0, 1, 1, 0},
    PresetStage{"closedlost", "Closed lost", Lost, 0, 0, 1, 0},
};

constexpr std::array kPresets{
    Preset{"service_business", "AED", 700000, 5, 7, 6, ValueMode::Fixed, kFitness},
    Preset{"lead_gen", "AED", 700000, 5, 7, 6, ValueMode::Fixed, kFitness},
    Preset{"ptd_fitness", "AED", 700000, 5, 7, 6, ValueMode::Fixed, kFitness},
    Preset{"ptd_fitness_15k", "USD", 1500000, 5, 7, 6, ValueMode::Fixed, kFitness15k},
    Preset{"ecommerce", "USD", 6000, 0, 0, 0, ValueMode::Fixed, kEcommerce},
    Preset{"b2b_saas", "USD", 1000000, 45, 45, 45, ValueMode::Fixed, kSaas},
    Preset{"hubspot_default", "", 0, 30, 30, 30, ValueMode::Probability, kHubspot},
};

constexpr auto kNames = [] {
  std::array<std::string_view, kPresets.size()> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = kPresets[i].name;
  return names;
}();

Result<std::int64_t> aov_of(const Preset& preset, Currency currency,
                            std::optional<std::int64_t> aov_minor) {
  if (aov_minor) {
    if (*aov_minor > 0 && *aov_minor <= kAmountMax) return *aov_minor;
    return fail(ErrorCode::InvalidInput, "aov_minor",
                fmt::format("must lie in (0, 2^53], got {}", *aov_minor));
  }
  if (preset.aov > 0 && preset.currency == currency.code()) return preset.aov;
  return fail(
      ErrorCode::InvalidInput, "aov_minor",
      fmt::format("preset {} needs the average order value in {}", preset.name, currency.code()));
}

Stage scaled(const PresetStage& from, const Preset& preset, std::int64_t aov, int order) {
  Stage stage{.key = std::string(from.key),
              .label = std::string(from.label),
              .order = order,
              .kind = from.kind,
              .win_probability = from.win_probability,
              .confidence = from.confidence,
              .days_to_close_mean = from.days_to_close};
  // In probability mode a stage has no value of its own; a won deal is worth the AOV at least.
  if (preset.mode == ValueMode::Probability) {
    stage.value_minor = from.kind == Won ? aov : 0;
  } else {
    stage.value_minor = scale_rounded(from.value, aov, preset.aov);
  }
  if (!from.capi_event.empty()) stage.crm_refs = {{"capi", "", std::string(from.capi_event)}};
  return stage;
}

}  // namespace

std::span<const std::string_view> preset_names() { return kNames; }

Result<PipelineConfig> preset(std::string_view name, Currency currency,
                              std::optional<std::int64_t> aov_minor, const AccountId& account) {
  const auto found = std::find_if(kPresets.begin(), kPresets.end(),
                                  [&](const Preset& preset) { return preset.name == name; });
  if (found == kPresets.end()) {
    return fail(ErrorCode::UnknownKey, "preset",
                fmt::format("must be one of {}, got \"{}\"", fmt::join(kNames, ", "), name));
  }
  GV_TRY(const std::int64_t aov, aov_of(*found, currency, aov_minor));
  PipelineSpec spec{.account = account,
                    .currency = std::string(currency.code()),
                    .aov_minor = aov,
                    .cycle_days_min = found->cycle_min,
                    .cycle_days_max = found->cycle_max,
                    .cycle_days_mean = found->cycle_mean,
                    .value_mode = found->mode,
                    .created_by = "preset",
                    .notes = std::string(name)};
  // A cycle of no days would halve an open cart in no time; a day is a prior.
  if (found->cycle_mean == 0) spec.decay.half_life_days = 1.0;
  for (const PresetStage& stage : found->stages) {
    spec.stages.push_back(scaled(stage, *found, aov, static_cast<int>(spec.stages.size())));
  }
  auto config = PipelineConfig::validate(std::move(spec));
  if (!config) return tl::unexpected(to_error(config.error()));
  return *std::move(config);
}

Result<PipelineSpec> with_crm_probabilities(PipelineSpec spec,
                                            std::span<const CrmProbability> stated) {
  for (const auto& [stage_id, text] : stated) {
    double value = -1.0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (status != std::errc{} || end != text.data() + text.size() ||
        !(value >= 0.0 && value <= 1.0)) {
      return fail(ErrorCode::InvalidInput, stage_id + ".probability",
                  "must be a number in [0, 1], got \"" + text + "\"");
    }
    for (Stage& stage : spec.stages) {
      const bool met =
          stage.key == stage_id ||
          std::any_of(stage.crm_refs.begin(), stage.crm_refs.end(),
                      [&id = stage_id](const CrmStage& ref) { return ref.stage_id == id; });
      if (met) stage.win_probability = value;
    }
  }
  return spec;
}

}  // namespace gv::revenue
