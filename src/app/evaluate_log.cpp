#include "app/evaluate_log.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace gv::app {

Result<evaluate::Report> evaluate_log(evaluate::Log log, const EvaluationRequest& request) {
  evaluate::Options options;
  options.seed = request.seed;
  if (request.policy == "uniform") {
    return evaluate::evaluate(log, evaluate::uniform(log.actions, log.positions),
                              request.estimators, options);
  }
  if (request.policy == "logged") {
    GV_CHECK(request.logged.has_value());
    // Actions that only one of the two logs took are actions of both.
    evaluate::Log training = *request.logged;
    training.actions = log.actions = std::max(log.actions, training.actions);
    GV_TRY(const auto policy, evaluate::logged(training));
    return evaluate::evaluate(log, policy, request.estimators, options);
  }
  const bool thompson = request.policy == "thompson";
  if (!thompson && request.policy != "eps_greedy") {
    return fail(
        ErrorCode::InvalidInput, "policy",
        "must be uniform, thompson, eps_greedy or logged:FILE, got \"" + request.policy + "\"");
  }
  const auto [training, rest] = evaluate::split(log, request.seed);
  GV_TRY(const auto policy,
         thompson ? evaluate::thompson(training, request.seed) : evaluate::eps_greedy(training));
  options.model = evaluate::fit_reward_model(training);
  return evaluate::evaluate(rest, policy, request.estimators, options);
}

}  // namespace gv::app
