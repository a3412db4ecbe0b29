#include "adapters/api/variant_choice.h"

#include <fmt/format.h>

#include "adapters/api/binder.h"
#include "adapters/api/select_budgets.h"
#include "app/experiment_budget.h"
#include "app/ports/authentication.h"

namespace gv::api {
namespace {

constexpr double kDecayDefault = 0.99;

Result<std::vector<ab::VariantId>> available_in(const SelectVariantRequest& request) {
  std::vector<ab::VariantId> ids;
  if (!request.available_variants) return ids;
  for (std::size_t i = 0; i < request.available_variants->size(); ++i) {
    GV_TRY(auto id, ab::VariantId::parse((*request.available_variants)[i],
                                         fmt::format("available_variants[{}]", i)));
    ids.push_back(std::move(id));
  }
  return ids;
}

/// Names the request, so that another one draws anew.
std::string request_key(const Context& context, const SelectVariantRequest& request) {
  if (request.seed) return fmt::format("seed {}", *request.seed);
  return format_time(context.now) + " " + context.http.id;
}

}  // namespace

void check(const SelectVariantRequest& request, Binder& binder) {
  check_seed(request.seed, binder);
}

void check(const ReallocateRequest& request, Binder& binder) {
  if (request.total_budget.minor <= 0) binder.complain_at("total_budget", "must be above 0");
  if (request.min_budget_per_variant.value_or(Amount{}).minor < 0) {
    binder.complain_at("min_budget_per_variant", "must be >= 0");
  }
}

void check(const ApplyDecayRequest& request, Binder& binder) {
  const double factor = request.decay_factor.value_or(kDecayDefault);
  if (!(factor > 0.0 && factor <= 1.0)) binder.complain_at("decay_factor", "must lie in (0, 1]");
}

Result<SelectVariantAnswer> SelectVariant::operator()(const Context& context,
                                                      const SelectVariantRequest& request) const {
  GV_TRY(check_experiment_id(request.experiment_id));
  GV_TRY(const auto available, available_in(request));
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  const auto experiment = desk.find(scope, request.experiment_id);
  if (!experiment && experiment.error().code == ErrorCode::NotFound && !request.experiment_id) {
    return fail(ErrorCode::Conflict, "experiment_id", "There is no variant to choose from.",
                "register variants first");
  }
  GV_TRY(experiment);
  GV_TRY(const auto chosen,
         ab::select(experiment->state, available, request_key(context, request)));
  SelectVariantAnswer answer{.variant_id = chosen.variant.text(),
                             .selection_score = chosen.draws.at(chosen.variant),
                             .method = "thompson_sampling",
                             .propensity = chosen.propensity,
                             .decision_id = chosen.decision_id,
                             .timestamp = context.now};
  for (const auto& [id, draw] : chosen.draws) answer.all_scores.emplace(id.text(), draw);
  return answer;
}

Result<ReallocateAnswer> ReallocateBudget::operator()(const Context& context,
                                                      const ReallocateRequest& request) const {
  GV_TRY(check_experiment_id(request.experiment_id));
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto experiment, desk.find(scope, request.experiment_id));
  GV_TRY(const auto shares,
         app::share_experiment_budget(experiment.state, request.total_budget.minor,
                                      request.min_budget_per_variant.value_or(Amount{}).minor));
  ReallocateAnswer answer{.status = "reallocated", .total_budget = request.total_budget};
  for (const auto& share : shares) {
    answer.allocations.emplace(share.variant.text(), Amount{share.budget_minor});
  }
  return answer;
}

Result<ApplyDecayAnswer> ApplyDecay::operator()(const Context& context,
                                                const ApplyDecayRequest& request) const {
  GV_TRY(check_experiment_id(request.experiment_id));
  GV_TRY(const auto scope,
         app::Authentication::scope_of(*context.principal, context.account, *kRoute.scope));
  const double factor = request.decay_factor.value_or(kDecayDefault);
  GV_TRY(const bool done, desk.decay(scope, request.experiment_id, factor));
  return ApplyDecayAnswer{done ? "decayed" : "unchanged", factor};
}

}  // namespace gv::api
