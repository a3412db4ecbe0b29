#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "base/currency.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::revenue {

/// Largest amount a deal, a stage or an average order may carry: 2^53 minor units, so that a
/// product with a probability starts from an exact double.
inline constexpr std::int64_t kAmountMax = std::int64_t{1} << 53;

enum class StageKind { Open, Won, Lost };
[[nodiscard]] std::string_view to_text(StageKind kind);

/// How an open stage is valued: by its own `value_minor`, or by win probability x amount (or AOV).
enum class ValueMode { Fixed, Probability };
[[nodiscard]] std::string_view to_text(ValueMode mode);

/// What a won deal is worth: its amount (AOV when it has none), or always the AOV.
enum class WonAmountPolicy { DealAmount, Aov };

/// A stage as the CRM names it. An empty `pipeline_id` means "not told".
struct CrmStage {
  std::string crm;
  std::string pipeline_id;
  std::string stage_id;
  friend auto operator<=>(const CrmStage&, const CrmStage&) = default;
};

struct Stage {
  std::string key;  ///< snake_case, unique in the pipeline
  std::string label;
  std::vector<CrmStage> crm_refs;
  int order{0};
  StageKind kind{StageKind::Open};
  std::int64_t value_minor{0};     ///< in [0, kAmountMax]; expected revenue of a deal in this stage
  double win_probability{0.0};     ///< P(deal ends won | in this stage), in [0, 1]
  double confidence{0.0};          ///< trust in the mapping, in [0, 1]; never multiplies the value
  double days_to_close_mean{0.0};  ///< >= 0
};

/// How the value of a deal that stands still fades. Unset fields follow from `cycle_days_mean`.
struct Decay {
  double grace_mult{2.0};                  ///< full value for grace_mult * days_to_close_mean days
  std::optional<double> half_life_days;    ///< default: cycle_days_mean
  std::optional<double> stale_after_days;  ///< default: max(30, 4 * cycle_days_mean)
};

/// A pipeline as written by a person or a file, before it is checked.
struct PipelineSpec {
  AccountId account;
  std::string pipeline_key{"default"};
  std::int64_t version{1};
  TimePoint effective_from{};
  std::string currency;  ///< ISO 4217
  std::int64_t aov_minor{0};
  double cycle_days_min{0.0};
  double cycle_days_max{0.0};
  double cycle_days_mean{0.0};
  ValueMode value_mode{ValueMode::Fixed};
  WonAmountPolicy won_amount_policy{WonAmountPolicy::DealAmount};
  std::vector<Stage> stages;
  Decay decay;
  std::string created_by;
  std::string notes;
};

/// One complaint about one field: {"stages[2].value_minor", "negative_value", "must be ..."}.
struct FieldIssue {
  std::string field;
  std::string code;
  std::string message;
  friend bool operator==(const FieldIssue&, const FieldIssue&) = default;
};

/// All issues as one `Error` (InvalidInput), for callers that report a single sentence.
[[nodiscard]] Error to_error(std::span<const FieldIssue> issues);

/// A checked pipeline: maps CRM stages to value, win probability and time to close. Immutable; a
/// change is a new version. Stages are ordered by `order`, then `key`.
class PipelineConfig {
 public:
  /// Errors: every bad field. Codes: empty, version, unknown_currency, amount_range, not_finite,
  /// probability_range, days_range, negative_value, stage_count, duplicate_key, duplicate_crm_ref,
  /// no_won_stage, open_above_won, key_format, order_range.
  static tl::expected<PipelineConfig, std::vector<FieldIssue>> validate(PipelineSpec spec);

  [[nodiscard]] const PipelineSpec& spec() const { return spec_; }
  [[nodiscard]] Currency currency() const { return currency_; }
  [[nodiscard]] std::int64_t version() const { return spec_.version; }
  [[nodiscard]] const std::vector<Stage>& stages() const { return spec_.stages; }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view key) const;
  /// By (pipeline_id, stage_id); else by stage_id alone when that names one stage only; else by
  /// equal key. Nothing: the stage is unmapped. O(refs).
  [[nodiscard]] std::optional<std::size_t> resolve(const CrmStage& stage) const;
  /// Position of the first won stage.
  [[nodiscard]] std::size_t won() const { return won_; }
  [[nodiscard]] double half_life_days() const;
  [[nodiscard]] double stale_after_days() const;
  /// "lead, appointment_scheduled, ...": for messages about unknown stages.
  [[nodiscard]] std::string known_keys() const;

 private:
  PipelineConfig(PipelineSpec spec, Currency currency);
  PipelineSpec spec_;
  Currency currency_;
  std::size_t won_{0};
};

/// Oddities worth a look that do not forbid the config: value_order, won_not_aov and, from the
/// account's last won amounts (at most 50 are read, newest last), amounts_vary.
[[nodiscard]] std::vector<FieldIssue> warnings(const PipelineConfig& config,
                                               std::span<const std::int64_t> won_amounts = {});

/// All versions of one pipeline. An event is valued with the version effective when it occurred,
/// whenever it arrives.
class PipelineHistory {
 public:
  explicit PipelineHistory(PipelineConfig first);
  /// Errors: InvalidInput, when the version does not rise or account, pipeline or currency change.
  Result<void> add(PipelineConfig next);

  [[nodiscard]] std::size_t size() const { return versions_.size(); }
  [[nodiscard]] const PipelineConfig& operator[](std::size_t index) const {
    return versions_[index];
  }
  [[nodiscard]] const PipelineConfig& latest() const { return versions_.back(); }
  /// Index of the highest version with effective_from <= `time`; the first is valid for all
  /// earlier times too.
  [[nodiscard]] std::size_t index_at(TimePoint time) const {
    for (std::size_t i = versions_.size() - 1; i > 0; --i) {
      if (versions_[i].spec().effective_from <= time) return i;
    }
    return 0;
  }
  [[nodiscard]] std::optional<std::size_t> index_of(std::int64_t version) const;

 private:
  std::vector<PipelineConfig> versions_;
};

}  // namespace gv::revenue
