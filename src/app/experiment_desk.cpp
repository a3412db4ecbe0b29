#include "app/experiment_desk.h"

#include <chrono>
#include <utility>

#include "app/project_experiments.h"
#include "base/hash.h"

namespace gv::app {
namespace {

constexpr std::size_t kVariantsMax = 100;  // comparing them takes the square of their number

tl::unexpected<Error> no_experiment(const std::string& id) {
  return fail(ErrorCode::NotFound, "experiment_id", "There is no experiment \"" + id + "\".");
}

VariantPromoted promoted_fact(const std::string& experiment_id, const ab::Promotion& promotion,
                              const std::string& forced_by) {
  return {.experiment_id = experiment_id,
          .variant_id = promotion.winner.variant.text(),
          .replaced_id = promotion.runner_up.variant.text(),
          .winner_mean = promotion.winner.mean,
          .winner_sd = promotion.winner.sd,
          .replaced_mean = promotion.runner_up.mean,
          .replaced_sd = promotion.runner_up.sd,
          .forced_by = promotion.forced ? forced_by : std::string()};
}

}  // namespace

std::string own_experiment_id(const AccountId& account) {
  return uuid_v5("experiment|" + account.text() + "|own");
}

Result<StoredExperiment> ExperimentDesk::find(Transaction& transaction, const std::string& id) {
  GV_TRY(auto found, experiments_.find(transaction, id));
  if (!found) return no_experiment(id);
  return *std::move(found);
}

Result<bool> ExperimentDesk::tell(Transaction& transaction, const LearningFact& fact,
                                  const std::optional<std::string>& key) {
  GV_TRY(const auto seq, log_.append(transaction, fact, transaction.now(), key));
  if (seq == 0) return false;
  // From here on the log is ours, and so is what follows from it.
  GV_TRY(auto before, experiments_.find(transaction, experiment_of(fact)));
  GV_TRY(const auto after, experiment_after(std::move(before), fact, seq, transaction.now()));
  GV_TRY(experiments_.put(transaction, after));
  return true;
}

Result<ExperimentStarted> ExperimentDesk::start_fact(const AccountId& account,
                                                     const NewExperiment& experiment) {
  GV_TRY(const auto settings, settings_.settings(account));
  return ExperimentStarted{.experiment_id = experiment.id,
                           .name = experiment.name,
                           .metric = std::string(ab::to_text(experiment.metric)),
                           .budget_minor = experiment.budget_minor,
                           .value_mean_minor = settings->priors.count_value_minor};
}

Result<StoredExperiment> ExperimentDesk::start(const AccountScope& scope,
                                               const NewExperiment& experiment) {
  GV_TRY(const auto fact, start_fact(scope.account(), experiment));
  return store_.write(scope, [&](Transaction& transaction) -> Result<StoredExperiment> {
    GV_TRY(tell(transaction, fact, "experiment|" + experiment.id));
    return find(transaction, experiment.id);
  });
}

Result<void> ExperimentDesk::start_own(Transaction& transaction) {
  const auto& account = transaction.scope().account();
  const auto id = own_experiment_id(account);
  GV_TRY(const auto fact, start_fact(account, {.id = id, .name = "variants without experiment"}));
  GV_TRY(tell(transaction, fact, "experiment|" + id));
  return {};
}

Result<bool> ExperimentDesk::register_variant(const AccountScope& scope,
                                              const std::optional<std::string>& experiment_id,
                                              const std::string& variant_id,
                                              const ab::Metadata& metadata) {
  const auto work = [&](Transaction& transaction) -> Result<bool> {
    const auto id = experiment_id.value_or(own_experiment_id(scope.account()));
    GV_TRY(const auto owner, experiments_.of_variant(transaction, variant_id));
    if (owner && *owner != id) {
      return fail(ErrorCode::Refused, "variant_id",
                  "the variant '" + variant_id + "' belongs to another experiment",
                  "register it under a new id");
    }
    if (owner) {
      GV_TRY(auto experiment, find(transaction, id));
      return ab::register_variant(experiment.state, ab::VariantId(variant_id), metadata);
    }
    if (!experiment_id) GV_TRY(start_own(transaction));
    GV_TRY(const auto experiment, find(transaction, id));
    if (experiment.state.variants.size() >= kVariantsMax) {
      return fail(ErrorCode::Refused, "experiment_id",
                  "An experiment has at most 100 variants; this one has them.",
                  "start another experiment");
    }
    return tell(transaction, VariantRegistered{id, variant_id, metadata}, std::nullopt);
  };
  return store_.write(scope, work);
}

Result<bool> ExperimentDesk::report(const AccountScope& scope, VariantReported told,
                                    const std::optional<std::string>& key) {
  return store_.write(scope, [&](Transaction& transaction) -> Result<bool> {
    GV_TRY(const auto owner, experiments_.of_variant(transaction, told.variant_id));
    if (!owner) {
      return fail(ErrorCode::NotFound, "variant_id",
                  "no variant '" + told.variant_id + "' is registered");
    }
    told.experiment_id = *owner;
    // Tellers number their events variant by variant, and know nothing of the keys of other facts.
    std::optional<std::string> own;
    if (key) own = "variant|" + told.variant_id + "|" + *key;
    return tell(transaction, told, own);
  });
}

Result<bool> ExperimentDesk::decay(const AccountScope& scope,
                                   const std::optional<std::string>& experiment_id, double factor) {
  const auto id = experiment_id.value_or(own_experiment_id(scope.account()));
  return store_.write(scope, [&](Transaction& transaction) -> Result<bool> {
    const auto today = std::chrono::floor<std::chrono::days>(transaction.now());
    GV_TRY(auto experiment, find(transaction, id));
    GV_TRY(const bool due, ab::apply_decay(experiment.state, today, factor));
    if (!due) return false;
    const auto day = today.time_since_epoch().count();
    return tell(transaction, EvidenceDecayed{id, day, factor},
                "decay|" + id + "|" + std::to_string(day));
  });
}

Result<PromotionOutcome> ExperimentDesk::promote(const AccountScope& scope,
                                                 const std::string& experiment_id,
                                                 const std::string& forced_by) {
  return store_.write(scope, [&](Transaction& transaction) -> Result<PromotionOutcome> {
    GV_TRY(auto experiment, find(transaction, experiment_id));
    auto promotion = ab::check_promotion(experiment.state, {.now = transaction.now(),
                                                            .budget_minor = experiment.budget_minor,
                                                            .forced_by = forced_by});
    if (promotion.status == ab::PromotionStatus::Promoted) {
      GV_TRY(const bool told, tell(transaction, promoted_fact(experiment_id, promotion, forced_by),
                                   "promoted|" + experiment_id));
      if (!told) {
        return fail(ErrorCode::Conflict, "experiment_id",
                    "The experiment " + experiment_id + " was promoted before.");
      }
      GV_TRY(experiment, find(transaction, experiment_id));
    }
    return PromotionOutcome{std::move(promotion), std::move(experiment)};
  });
}

Result<StoredExperiment> ExperimentDesk::find(const AccountScope& scope,
                                              const std::optional<std::string>& experiment_id) {
  const auto id = experiment_id.value_or(own_experiment_id(scope.account()));
  return store_.read(scope, [&](Transaction& transaction) { return find(transaction, id); });
}

Result<StoredExperiment> ExperimentDesk::of_variant(const AccountScope& scope,
                                                    const std::string& variant_id) {
  return store_.read(scope, [&](Transaction& transaction) -> Result<StoredExperiment> {
    GV_TRY(const auto owner, experiments_.of_variant(transaction, variant_id));
    if (owner) return find(transaction, *owner);
    return fail(ErrorCode::NotFound, "variant_id", "no variant '" + variant_id + "' is registered");
  });
}

Result<std::vector<StoredExperiment>> ExperimentDesk::list(const AccountScope& scope,
                                                           const std::string& after, int limit) {
  return store_.read(scope, [&](Transaction& transaction) -> Result<std::vector<StoredExperiment>> {
    GV_TRY(const auto ids, experiments_.list(transaction, after, limit));
    std::vector<StoredExperiment> out;
    for (const auto& id : ids) {
      GV_TRY(auto experiment, find(transaction, id));
      out.push_back(std::move(experiment));
    }
    return out;
  });
}

}  // namespace gv::app
