#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/evaluate/evaluate.h"

namespace gv::app {

struct EvaluationRequest {
  std::string policy;                   ///< "uniform", "thompson", "eps_greedy" or "logged"
  std::optional<evaluate::Log> logged;  ///< whose choices "logged" imitates
  std::vector<evaluate::Estimator> estimators;
  std::uint64_t seed{0};
};

/// Estimates what a policy would have earned on a log of another one. `uniform` and `logged` are
/// judged on all of it; `thompson` and `eps_greedy` learn from one half, split by the seed, and are
/// judged on the other.
/// Errors: InvalidInput for another policy name; those of `evaluate::evaluate`.
[[nodiscard]] Result<evaluate::Report> evaluate_log(evaluate::Log log,
                                                    const EvaluationRequest& request);

}  // namespace gv::app
