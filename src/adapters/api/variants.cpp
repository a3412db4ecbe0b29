#include "adapters/api/variants.h"

#include <algorithm>

#include "adapters/api/binder.h"
#include "adapters/api/row_cursor.h"
#include "app/ports/authentication.h"
#include "base/money.h"
#include "core/ab/results.h"

namespace gv::api {
namespace {

constexpr std::int64_t kTrialsMax = 1'000'000'000;

VariantLine variant_line(const ab::VariantStats& stats, const app::StoredExperiment& experiment) {
  const bool of_clicks = experiment.state.metric == ab::Metric::Ctr;
  const std::int64_t successes = round_half_away(stats.totals.successes);
  VariantLine line{.id = stats.variant.text(),
                   .impressions = of_clicks ? stats.totals.trials : 0,
                   .clicks = of_clicks ? successes : stats.totals.trials,
                   .conversions = of_clicks ? 0.0 : stats.totals.successes,
                   .spend = {stats.totals.cost_minor},
                   .revenue = {stats.totals.value_minor},
                   .roas = stats.roas,
                   .alpha = stats.alpha,
                   .beta = stats.beta,
                   .estimated_ctr = stats.mean,
                   .ctr_std = stats.sd,
                   .ctr_ci_lower = stats.lo,
                   .ctr_ci_upper = stats.hi,
                   .total_events = stats.totals.events,
                   .p_best = stats.p_best,
                   .expected_loss = stats.expected_loss,
                   .metadata = experiment.state.variants.at(stats.variant).metadata,
                   .experiment_id = experiment.state.id.text()};
  (of_clicks ? line.ctr : line.cvr) = stats.rate;
  if (stats.cpa_minor) line.cpa = {round_half_away(*stats.cpa_minor)};
  return line;
}

void check_id(const std::string& id, const char* name, Binder& binder) {
  if (id.empty() || id.size() > kIdBytesMax) {
    binder.complain_at(name, "must be an id of 1 to 200 bytes");
  }
}

app::VariantReported report_of(const UpdateVariantRequest& request) {
  return {.variant_id = request.variant_id,
          .trials = request.reward ? 1 : request.trials.value_or(0),
          .successes = request.reward ? *request.reward : request.successes.value_or(0.0),
          .value_minor = request.value.value_or(Amount{}).minor,
          .cost_minor = request.cost.value_or(Amount{}).minor};
}

std::optional<std::string> event_of(const UpdateVariantRequest& request) {
  if (request.event_id || !request.metrics) return request.event_id;
  return request.metrics->event_id;
}

}  // namespace

void check(const RegisterVariantRequest& request, Binder& binder) {
  check_id(request.variant_id, "variant_id", binder);
}

void check(const UpdateVariantRequest& request, Binder& binder) {
  check_id(request.variant_id, "variant_id", binder);
  if (request.reward.has_value() == request.trials.has_value()) {
    binder.complain_at("reward", "must be there, or trials and successes in its place");
  }
  if (request.reward && !(*request.reward >= 0.0 && *request.reward <= 1.0)) {
    binder.complain_at("reward", "must lie in [0, 1]");
  }
  if (request.trials.value_or(0) < 0 || request.trials.value_or(0) > kTrialsMax) {
    binder.complain_at("trials", "must lie between 0 and a billion");
  }
  const double most = static_cast<double>(request.trials.value_or(0));
  if (!(request.successes.value_or(0.0) >= 0.0 && request.successes.value_or(0.0) <= most)) {
    binder.complain_at("successes", "must lie in [0, trials]");
  }
  if (request.value.value_or(Amount{}).minor < 0) binder.complain_at("value", "must be >= 0");
  if (request.cost.value_or(Amount{}).minor < 0) binder.complain_at("cost", "must be >= 0");
  if (const auto event = event_of(request)) check_id(*event, "event_id", binder);
}

Result<void> check_experiment_id(const std::optional<std::string>& id) {
  if (!id || is_uuid(*id)) return {};
  return fail(ErrorCode::NotFound, "experiment_id", "There is no experiment \"" + *id + "\".");
}

std::vector<VariantLine> variant_lines(const app::StoredExperiment& experiment) {
  std::vector<VariantLine> lines;
  for (const auto& stats : ab::variant_stats(experiment.state)) {
    lines.push_back(variant_line(stats, experiment));
  }
  return lines;
}

Result<VariantChangeAnswer> RegisterVariant::operator()(
    const Context& context, const RegisterVariantRequest& request) const {
  GV_TRY(check_experiment_id(request.experiment_id));
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const bool is_new, desk.register_variant(scope, request.experiment_id, request.variant_id,
                                                  request.metadata.value_or(ab::Metadata{})));
  return VariantChangeAnswer{
      is_new ? "registered" : "exists", request.variant_id,
      is_new ? "The variant takes part from now on." : "The variant was registered before."};
}

Result<VariantChangeAnswer> UpdateVariant::operator()(const Context& context,
                                                      const UpdateVariantRequest& request) const {
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const bool counted, desk.report(scope, report_of(request), event_of(request)));
  return VariantChangeAnswer{counted ? "updated" : "duplicate", request.variant_id,
                             counted ? "The report is counted." : "This event was counted before."};
}

Result<VariantLine> ShowVariant::operator()(const Context& context,
                                            const VariantRequest& request) const {
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto experiment, desk.of_variant(scope, request.variant_id));
  auto lines = variant_lines(experiment);
  const auto line = std::find_if(lines.begin(), lines.end(), [&](const VariantLine& one) {
    return one.id == request.variant_id;
  });
  return std::move(*line);
}

Result<VariantsAnswer> ListVariants::operator()(const Context& context,
                                                const OfExperimentRequest& request) const {
  GV_TRY(check_experiment_id(request.experiment_id));
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  const auto experiment = desk.find(scope, request.experiment_id);
  if (!experiment && experiment.error().code == ErrorCode::NotFound && !request.experiment_id) {
    return VariantsAnswer{};  // nobody registered one yet
  }
  GV_TRY(experiment);
  return VariantsAnswer{variant_lines(*experiment)};
}

Result<VariantLine> ShowBestVariant::operator()(const Context& context,
                                                const OfExperimentRequest& request) const {
  GV_TRY(check_experiment_id(request.experiment_id));
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto experiment, desk.find(scope, request.experiment_id));
  GV_TRY(const auto best, ab::best_variant(experiment.state));
  return variant_line(best, experiment);
}

}  // namespace gv::api
