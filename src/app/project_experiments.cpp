#include "app/project_experiments.h"

#include <utility>

namespace gv::app {
namespace {

Result<StoredExperiment> started(const ExperimentStarted& fact, TimePoint at) {
  ab::ValuePrior prior;
  if (fact.value_mean_minor > 0.0) prior.mean_minor = fact.value_mean_minor;
  GV_TRY(const auto metric, ab::parse_metric(fact.metric, "metric"));
  StoredExperiment out;
  GV_TRY(out.state, ab::start_experiment(ab::ExperimentId(fact.experiment_id), metric, at, prior));
  out.name = fact.name;
  out.budget_minor = fact.budget_minor;
  out.created_at = at;
  return out;
}

/// What each kind of fact does to an experiment that is there.
struct Change {
  StoredExperiment& experiment;
  std::int64_t seq;
  TimePoint at;

  Result<void> operator()(const AdObserved&) const { return {}; }
  Result<void> operator()(const ExperimentStarted&) const { return {}; }
  Result<void> operator()(const VariantRegistered& fact) const {
    const ab::VariantId id(fact.variant_id);
    GV_TRY(const bool is_new, ab::register_variant(experiment.state, id, fact.metadata));
    if (is_new) experiment.records.emplace(id, VariantRecord{seq, at});
    return {};
  }
  Result<void> operator()(const VariantReported& fact) const {
    const ab::VariantId id(fact.variant_id);
    GV_TRY(ab::update(experiment.state, {.event_id = std::to_string(seq),
                                         .variant = id,
                                         .trials = fact.trials,
                                         .successes = fact.successes,
                                         .value_minor = fact.value_minor,
                                         .cost_minor = fact.cost_minor}));
    experiment.state.event_ids.clear();  // the log knows them
    experiment.records[id].seq = seq;
    return {};
  }
  Result<void> operator()(const EvidenceDecayed& fact) const {
    const std::chrono::sys_days day{std::chrono::days(fact.day)};
    GV_TRY(ab::apply_decay(experiment.state, day, fact.factor));
    for (auto& record : experiment.records) record.second.seq = seq;
    return {};
  }
  Result<void> operator()(const VariantPromoted& fact) const {
    experiment.state.closed = true;
    experiment.ended_at = at;
    experiment.promotion = fact;
    return {};
  }
};

}  // namespace

std::string experiment_of(const LearningFact& fact) {
  return std::visit(
      [](const auto& one) {
        if constexpr (requires { one.experiment_id; }) {
          return one.experiment_id;
        } else {
          return std::string();
        }
      },
      fact);
}

Result<StoredExperiment> experiment_after(std::optional<StoredExperiment> before,
                                          const LearningFact& fact, std::int64_t seq,
                                          TimePoint at) {
  const auto* start = std::get_if<ExperimentStarted>(&fact);
  if (!before && start != nullptr) return started(*start, at);
  if (!before) {
    return fail(ErrorCode::NotFound, "experiment_id",
                "There is no experiment \"" + experiment_of(fact) + "\".");
  }
  StoredExperiment out = *std::move(before);
  GV_TRY(std::visit(Change{out, seq, at}, fact));
  return out;
}

}  // namespace gv::app
