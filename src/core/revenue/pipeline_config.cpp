#include "core/revenue/pipeline_config.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace gv::revenue {
namespace {

constexpr std::size_t kStagesMin = 2;
constexpr std::size_t kStagesMax = 50;
constexpr std::size_t kWonAmountsRead = 50;
constexpr double kVariationMax = 0.5;  // prior: above it one fixed value describes no deal well

/// Collects complaints; each `require` is one rule.
class Complaints {
 public:
  void require(bool holds, std::string field, const char* code, std::string message) {
    if (!holds) issues.push_back({std::move(field), code, std::move(message)});
  }
  /// `value` must lie in [0, high]; NaN fails.
  void require_range(double value, double high, std::string field, const char* code) {
    require(value >= 0.0 && value <= high, std::move(field),
            std::isfinite(value) ? code : "not_finite",
            fmt::format("must lie in [0, {}], got {}", high, value));
  }
  std::vector<FieldIssue> issues;
};

constexpr double kDaysMax = 36500.0;
constexpr std::int64_t kOrderMax = 1'000'000;

void require_days(Complaints& complaints, double days, std::string field) {
  complaints.require_range(days, kDaysMax, std::move(field), "days_range");
}

bool is_snake_case(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

void check_head(Complaints& complaints, const PipelineSpec& spec) {
  complaints.require(!spec.account.empty(), "account_id", "empty", "must be set");
  complaints.require(!spec.pipeline_key.empty(), "pipeline_key", "empty", "must be set");
  complaints.require(spec.version >= 1, "version", "version",
                     fmt::format("must be >= 1, got {}", spec.version));
  complaints.require(Currency::parse(spec.currency, "currency").has_value(), "currency",
                     "unknown_currency",
                     "must be an ISO 4217 code such as USD or AED, got \"" + spec.currency + "\"");
  complaints.require(spec.aov_minor > 0 && spec.aov_minor <= kAmountMax, "aov_minor",
                     "amount_range", fmt::format("must lie in (0, 2^53], got {}", spec.aov_minor));
  require_days(complaints, spec.cycle_days_min, "cycle_days_min");
  require_days(complaints, spec.cycle_days_max, "cycle_days_max");
  require_days(complaints, spec.cycle_days_mean, "cycle_days_mean");
  require_days(complaints, spec.decay.grace_mult, "decay.grace_mult");
  require_days(complaints, spec.decay.half_life_days.value_or(0.0), "decay.half_life_days");
  require_days(complaints, spec.decay.stale_after_days.value_or(0.0), "decay.stale_after_days");
}

void check_stage(Complaints& complaints, const Stage& stage, const std::string& at) {
  complaints.require(is_snake_case(stage.key), at + ".key", "key_format",
                     "must be snake_case, got \"" + stage.key + "\"");
  complaints.require(std::abs(std::int64_t{stage.order}) <= kOrderMax, at + ".order", "order_range",
                     fmt::format("must lie within {} of 0, got {}", kOrderMax, stage.order));
  complaints.require(stage.value_minor >= 0, at + ".value_minor", "negative_value",
                     fmt::format("must be >= 0, got {}", stage.value_minor));
  complaints.require(stage.value_minor <= kAmountMax, at + ".value_minor", "amount_range",
                     fmt::format("must be <= 2^53, got {}", stage.value_minor));
  complaints.require_range(stage.win_probability, 1.0, at + ".win_probability",
                           "probability_range");
  complaints.require_range(stage.confidence, 1.0, at + ".confidence", "probability_range");
  require_days(complaints, stage.days_to_close_mean, at + ".days_to_close_mean");
}

void check_uniqueness(Complaints& complaints, const std::vector<Stage>& stages) {
  std::set<std::string_view> keys;
  std::set<CrmStage> refs;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    const std::string at = fmt::format("stages[{}]", i);
    complaints.require(keys.insert(stages[i].key).second, at + ".key", "duplicate_key",
                       "is used twice: \"" + stages[i].key + "\"");
    for (std::size_t r = 0; r < stages[i].crm_refs.size(); ++r) {
      const CrmStage& ref = stages[i].crm_refs[r];
      complaints.require(
          refs.insert(ref).second, fmt::format("{}.crm_refs[{}]", at, r), "duplicate_crm_ref",
          fmt::format("is used twice: {}/{}/{}", ref.crm, ref.pipeline_id, ref.stage_id));
    }
  }
}

void check_won(Complaints& complaints, const PipelineSpec& spec) {
  const auto won = std::find_if(spec.stages.begin(), spec.stages.end(),
                                [](const Stage& s) { return s.kind == StageKind::Won; });
  complaints.require(won != spec.stages.end(), "stages", "no_won_stage",
                     "must hold a stage of kind won");
  if (won == spec.stages.end() || spec.value_mode != ValueMode::Fixed) return;
  for (std::size_t i = 0; i < spec.stages.size(); ++i) {
    const Stage& stage = spec.stages[i];
    complaints.require(stage.kind != StageKind::Open || stage.value_minor <= won->value_minor,
                       fmt::format("stages[{}].value_minor", i), "open_above_won",
                       fmt::format("must not exceed the won value {}, got {}", won->value_minor,
                                   stage.value_minor));
  }
}

/// Standard deviation over mean; 0 for fewer than two amounts.
double variation(std::span<const std::int64_t> amounts) {
  if (amounts.size() < 2) return 0.0;
  double mean = 0.0;
  for (const auto amount : amounts) mean += static_cast<double>(amount);
  mean /= static_cast<double>(amounts.size());
  if (mean <= 0.0) return 0.0;
  double squares = 0.0;
  for (const auto amount : amounts) {
    squares += (static_cast<double>(amount) - mean) * (static_cast<double>(amount) - mean);
  }
  return std::sqrt(squares / static_cast<double>(amounts.size() - 1)) / mean;
}

}  // namespace

std::string_view to_text(StageKind kind) {
  switch (kind) {
    case StageKind::Open:
      return "open";
    case StageKind::Won:
      return "won";
    case StageKind::Lost:
      return "lost";
  }
  return "";
}

std::string_view to_text(ValueMode mode) {
  return mode == ValueMode::Fixed ? "fixed" : "probability";
}

Error to_error(std::span<const FieldIssue> issues) {
  Error error{ErrorCode::InvalidInput, "pipeline", ""};
  for (const auto& issue : issues) {
    error.message += (error.message.empty() ? "" : "; ") + issue.field + " " + issue.message;
  }
  return error;
}

PipelineConfig::PipelineConfig(PipelineSpec spec, Currency currency)
    : spec_(std::move(spec)), currency_(currency) {
  std::sort(spec_.stages.begin(), spec_.stages.end(), [](const Stage& a, const Stage& b) {
    return std::tie(a.order, a.key) < std::tie(b.order, b.key);
  });
  while (spec_.stages[won_].kind != StageKind::Won) ++won_;
}

tl::expected<PipelineConfig, std::vector<FieldIssue>> PipelineConfig::validate(PipelineSpec spec) {
  Complaints complaints;
  check_head(complaints, spec);
  complaints.require(spec.stages.size() >= kStagesMin && spec.stages.size() <= kStagesMax, "stages",
                     "stage_count",
                     fmt::format("must hold {} to {} entries, got {}", kStagesMin, kStagesMax,
                                 spec.stages.size()));
  for (std::size_t i = 0; i < spec.stages.size(); ++i) {
    check_stage(complaints, spec.stages[i], fmt::format("stages[{}]", i));
  }
  check_uniqueness(complaints, spec.stages);
  check_won(complaints, spec);
  if (!complaints.issues.empty()) return tl::unexpected(std::move(complaints.issues));
  const Currency currency = *Currency::parse(spec.currency, "currency");
  return PipelineConfig(std::move(spec), currency);
}

std::optional<std::size_t> PipelineConfig::find(std::string_view key) const {
  for (std::size_t i = 0; i < spec_.stages.size(); ++i) {
    if (spec_.stages[i].key == key) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> PipelineConfig::resolve(const CrmStage& stage) const {
  std::optional<std::size_t> by_stage_id;
  bool ambiguous = false;
  for (std::size_t i = 0; i < spec_.stages.size(); ++i) {
    for (const CrmStage& ref : spec_.stages[i].crm_refs) {
      if (ref.crm != stage.crm || ref.stage_id != stage.stage_id) continue;
      if (ref.pipeline_id == stage.pipeline_id) return i;
      ambiguous = ambiguous || (by_stage_id && *by_stage_id != i);
      by_stage_id = i;
    }
  }
  if (by_stage_id && !ambiguous) return by_stage_id;
  return find(stage.stage_id);
}

double PipelineConfig::half_life_days() const {
  return spec_.decay.half_life_days.value_or(spec_.cycle_days_mean);
}

double PipelineConfig::stale_after_days() const {
  return spec_.decay.stale_after_days.value_or(std::max(30.0, 4.0 * spec_.cycle_days_mean));
}

std::string PipelineConfig::known_keys() const {
  std::string keys;
  for (const Stage& stage : spec_.stages) keys += (keys.empty() ? "" : ", ") + stage.key;
  return keys;
}

std::vector<FieldIssue> warnings(const PipelineConfig& config,
                                 std::span<const std::int64_t> won_amounts) {
  std::vector<FieldIssue> found;
  std::int64_t highest = 0;
  for (std::size_t i = 0; i < config.stages().size(); ++i) {
    const Stage& stage = config.stages()[i];
    if (stage.kind == StageKind::Lost) continue;
    if (stage.value_minor < highest) {
      found.push_back(
          {fmt::format("stages[{}].value_minor", i), "value_order",
           fmt::format("is below an earlier stage: {} < {}", stage.value_minor, highest)});
    }
    highest = std::max(highest, stage.value_minor);
  }
  if (config.spec().value_mode != ValueMode::Fixed) return found;
  const Stage& won = config.stages()[config.won()];
  if (won.value_minor != config.spec().aov_minor) {
    found.push_back({fmt::format("stages[{}].value_minor", config.won()), "won_not_aov",
                     fmt::format("differs from the average order value: {} against {}",
                                 won.value_minor, config.spec().aov_minor)});
  }
  const auto recent = won_amounts.last(std::min(won_amounts.size(), kWonAmountsRead));
  if (variation(recent) > kVariationMax) {
    found.push_back({"value_mode", "amounts_vary",
                     "won amounts vary by more than half their mean; consider probability"});
  }
  return found;
}

PipelineHistory::PipelineHistory(PipelineConfig first) { versions_.push_back(std::move(first)); }

Result<void> PipelineHistory::add(PipelineConfig next) {
  const PipelineSpec& last = versions_.back().spec();
  const PipelineSpec& spec = next.spec();
  if (spec.version <= last.version) {
    return fail(ErrorCode::InvalidInput, "version",
                fmt::format("must rise above {}, got {}", last.version, spec.version));
  }
  if (spec.account != last.account || spec.pipeline_key != last.pipeline_key) {
    return fail(ErrorCode::InvalidInput, "pipeline_key",
                "a version must stay within its account and pipeline");
  }
  // Targets of one deal are subtracted across versions, which only makes sense in one currency.
  if (spec.currency != last.currency) {
    return fail(ErrorCode::CurrencyMismatch, "currency",
                "must stay " + last.currency + " in all versions, got " + spec.currency);
  }
  versions_.push_back(std::move(next));
  return {};
}

std::optional<std::size_t> PipelineHistory::index_of(std::int64_t version) const {
  for (std::size_t i = 0; i < versions_.size(); ++i) {
    if (versions_[i].version() == version) return i;
  }
  return std::nullopt;
}

}  // namespace gv::revenue
