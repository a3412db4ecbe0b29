#include "adapters/api/experiments.h"

#include <algorithm>
#include <array>
#include <bit>

#include "adapters/api/row_cursor.h"
#include "app/ports/authentication.h"
#include "base/hash.h"
#include "core/ab/promote.h"
#include "io/http/trace.h"

namespace gv::api {
namespace {

ExperimentMetric shown_metric(ab::Metric metric) {
  switch (metric) {
    case ab::Metric::Ctr:
      return ExperimentMetric::Ctr;
    case ab::Metric::Cvr:
      return ExperimentMetric::Cvr;
    case ab::Metric::Value:
      break;
  }
  return ExperimentMetric::Value;
}

ab::Metric metric_of(ExperimentMetric metric) {
  switch (metric) {
    case ExperimentMetric::Ctr:
      return ab::Metric::Ctr;
    case ExperimentMetric::Cvr:
      return ab::Metric::Cvr;
    case ExperimentMetric::Value:
      break;
  }
  return ab::Metric::Value;
}

std::optional<double> evidence_of(const ab::Experiment& experiment) {
  if (experiment.variants.size() < 2) return std::nullopt;
  auto stats = ab::variant_stats(experiment);
  std::stable_sort(stats.begin(), stats.end(),
                   [](const auto& a, const auto& b) { return a.mean > b.mean; });
  const auto arm = [](const ab::VariantStats& one) {
    return ab::Arm{static_cast<double>(one.totals.trials), one.totals.successes};
  };
  return ab::two_sample_e(arm(stats[0]), arm(stats[1]));
}

}  // namespace

void check(const StartExperimentRequest& request, Binder& binder) {
  if (request.name.empty() || request.name.size() > kIdBytesMax) {
    binder.complain_at("name", "must have 1 to 200 bytes");
  }
  if (request.budget.value_or(Amount{}).minor < 0) binder.complain_at("budget", "must be >= 0");
}

ExperimentLine experiment_line(const app::StoredExperiment& experiment) {
  const auto& state = experiment.state;
  ExperimentLine line{.id = state.id.text(),
                      .name = experiment.name,
                      .status = state.closed ? ExperimentStatus::Closed : ExperimentStatus::Running,
                      .metric = shown_metric(state.metric),
                      .budget = {experiment.budget_minor},
                      .variants = static_cast<std::int64_t>(state.variants.size()),
                      .started_at = state.started_at,
                      .ended_at = experiment.ended_at};
  for (const auto& [id, variant] : state.variants) line.trials += variant.totals.trials;
  if (const auto best = ab::best_variant(state)) line.leader = best->variant.text();
  if (experiment.promotion) line.winner = experiment.promotion->variant_id;
  return line;
}

Result<Created<ExperimentLine>> StartExperiment::operator()(
    const Context& context, const StartExperimentRequest& request) const {
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  const auto random = std::bit_cast<std::array<std::uint64_t, 2>>(http::system_random_bytes());
  const auto id = uuid_v7(context.now, random[0], random[1]);
  GV_TRY(const auto started,
         desk.start(scope, {.id = id,
                            .name = request.name,
                            .metric = metric_of(request.metric.value_or(ExperimentMetric::Ctr)),
                            .budget_minor = request.budget.value_or(Amount{}).minor}));
  return Created<ExperimentLine>{experiment_line(started),
                                 "/api/v1/ab/experiments/" + id + "/results"};
}

Result<Collection<ExperimentLine>> ListExperiments::operator()(const Context& context,
                                                               const PageRequest& request) const {
  std::string after;
  if (request.cursor) {
    GV_TRY(const auto keys, keys_of(*request.cursor, 1));
    if (!is_uuid(keys[0])) return fail(ErrorCode::InvalidInput, "cursor", "is none of ours");
    after = keys[0];
  }
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto rows, desk.list(scope, after, static_cast<int>(request.rows_max()) + 1));
  Collection<ExperimentLine> page;
  const std::size_t listed = std::min(rows.size(), request.rows_max());
  for (std::size_t i = 0; i < listed; ++i) page.items.push_back(experiment_line(rows[i]));
  if (rows.size() > listed) page.next_cursor = cursor_of({page.items.back().id});
  return page;
}

Result<ExperimentResults> ShowExperimentResults::operator()(
    const Context& context, const ExperimentRequest& request) const {
  GV_TRY(check_experiment_id(request.id));
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto experiment, desk.find(scope, request.id));
  return ExperimentResults{experiment_line(experiment), variant_lines(experiment),
                           evidence_of(experiment.state)};
}

Result<VariantsAnswer> ListExperimentVariants::operator()(const Context& context,
                                                          const ExperimentRequest& request) const {
  GV_TRY(check_experiment_id(request.id));
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto experiment, desk.find(scope, request.id));
  return VariantsAnswer{variant_lines(experiment)};
}

}  // namespace gv::api
