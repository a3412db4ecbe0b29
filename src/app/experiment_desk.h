#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/ports/experiment_store.h"
#include "app/ports/learning_log.h"
#include "app/ports/settings_source.h"
#include "app/ports/store.h"
#include "core/ab/promote.h"

namespace gv::app {

struct NewExperiment {
  std::string id;    ///< UUID
  std::string name;  ///< for people
  ab::Metric metric{ab::Metric::Ctr};
  std::int64_t budget_minor{0};  ///< >= 0
};

/// A promotion that was looked at, and the experiment as it is then.
struct PromotionOutcome {
  ab::Promotion promotion;
  StoredExperiment experiment;
};

/// Experiments with variants: each change is an event and, in the same transaction, the experiment
/// after it. A variant belongs to one experiment of its account; without a name for it, to the
/// account's own. Thread-safe; what it is built with outlives it.
class ExperimentDesk {
 public:
  ExperimentDesk(Store& store, LearningLog& log, ExperimentStore& experiments,
                 const SettingsSource& settings)
      : store_(store), log_(log), experiments_(experiments), settings_(settings) {}

  /// Errors: NotFound for an account without settings.
  Result<StoredExperiment> start(const AccountScope& scope, const NewExperiment& experiment);
  /// True when it is new. Errors: Refused when the id is taken by another experiment's variant, or
  /// by one with other metadata, or the experiment is over or has 100; NotFound.
  Result<bool> register_variant(const AccountScope& scope,
                                const std::optional<std::string>& experiment_id,
                                const std::string& variant_id, const ab::Metadata& metadata);
  /// True when it was counted, false when an event of this key was before. `told.experiment_id`
  /// is set here. Errors: NotFound; those of `ab::update`.
  Result<bool> report(const AccountScope& scope, VariantReported told,
                      const std::optional<std::string>& key);
  /// Fades the evidence up to the day of now (UTC); false when that was done. Errors: NotFound,
  /// ConfigRange.
  Result<bool> decay(const AccountScope& scope, const std::optional<std::string>& experiment_id,
                     double factor);
  /// Promotes the leading variant when every check passes, or `forced_by` names who overrides them,
  /// and ends the experiment. Nothing is sent to a platform. Errors: NotFound.
  Result<PromotionOutcome> promote(const AccountScope& scope, const std::string& experiment_id,
                                   const std::string& forced_by);

  /// The named experiment, or the account's own. Errors: NotFound.
  Result<StoredExperiment> find(const AccountScope& scope,
                                const std::optional<std::string>& experiment_id);
  /// Errors: NotFound.
  Result<StoredExperiment> of_variant(const AccountScope& scope, const std::string& variant_id);
  /// Up to `limit` experiments in order of id, after `after`.
  Result<std::vector<StoredExperiment>> list(const AccountScope& scope, const std::string& after,
                                             int limit);

 private:
  Result<StoredExperiment> find(Transaction& transaction, const std::string& id);
  Result<bool> tell(Transaction& transaction, const LearningFact& fact,
                    const std::optional<std::string>& key);
  Result<void> start_own(Transaction& transaction);
  Result<ExperimentStarted> start_fact(const AccountId& account, const NewExperiment& experiment);

  Store& store_;
  LearningLog& log_;
  ExperimentStore& experiments_;
  const SettingsSource& settings_;
};

/// The experiment of variants that are registered without one.
[[nodiscard]] std::string own_experiment_id(const AccountId& account);

}  // namespace gv::app
