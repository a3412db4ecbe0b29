#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/variants.h"

namespace gv::api {

struct SelectVariantRequest {
  std::optional<boost::json::value> context;  ///< taken for old clients
  std::optional<std::vector<std::string>> available_variants;
  std::optional<std::int64_t> seed;  ///< the same seed and evidence, the same choice
  std::optional<std::string> experiment_id;
};
BOOST_DESCRIBE_STRUCT(SelectVariantRequest, (), (context, available_variants, seed, experiment_id))
void check(const SelectVariantRequest& request, Binder& binder);

struct SelectVariantAnswer {
  std::string variant_id;
  double selection_score{0.0};               ///< the draw that won
  std::map<std::string, double> all_scores;  ///< one draw of the metric for each variant
  std::string method;                        ///< "thompson_sampling"
  double propensity{0.0};                    ///< probability of this choice
  std::string decision_id;
  TimePoint timestamp;
};
BOOST_DESCRIBE_STRUCT(SelectVariantAnswer, (),
                      (variant_id, selection_score, all_scores, method, propensity, decision_id,
                       timestamp))

struct ReallocateRequest {
  Amount total_budget;
  std::optional<Amount> min_budget_per_variant;
  std::optional<std::string> experiment_id;
};
BOOST_DESCRIBE_STRUCT(ReallocateRequest, (), (total_budget, min_budget_per_variant, experiment_id))
void check(const ReallocateRequest& request, Binder& binder);

struct ReallocateAnswer {
  std::string status;                         ///< "reallocated"
  std::map<std::string, Amount> allocations;  ///< sum to the total
  Amount total_budget;
};
BOOST_DESCRIBE_STRUCT(ReallocateAnswer, (), (status, allocations, total_budget))

struct ApplyDecayRequest {
  std::optional<double> decay_factor;  ///< a day, in (0, 1]; 0.99 when absent
  std::optional<std::string> experiment_id;
};
BOOST_DESCRIBE_STRUCT(ApplyDecayRequest, (), (decay_factor, experiment_id))
void check(const ApplyDecayRequest& request, Binder& binder);

struct ApplyDecayAnswer {
  std::string status;  ///< "decayed", "unchanged": done today already
  double decay_factor{0.0};
};
BOOST_DESCRIBE_STRUCT(ApplyDecayAnswer, (), (status, decay_factor))

struct SelectVariant {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/ab/select-variant",
                                    .twin = "/api/v1/ab/select-variant",
                                    .scope = app::Scope::Decide,
                                    .blocking = true,
                                    .summary = "Choose the variant to show next"};
  app::ExperimentDesk& desk;
  Result<SelectVariantAnswer> operator()(const Context& context,
                                         const SelectVariantRequest& request) const;
};

struct ReallocateBudget {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/ab/reallocate-budget",
                                    .twin = "/api/v1/ab/reallocate-budget",
                                    .scope = app::Scope::Decide,
                                    .blocking = true,
                                    .summary = "Share a budget among the variants"};
  app::ExperimentDesk& desk;
  Result<ReallocateAnswer> operator()(const Context& context,
                                      const ReallocateRequest& request) const;
};

struct ApplyDecay {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/ab/apply-decay",
                                    .twin = "/api/v1/ab/apply-decay",
                                    .scope = app::Scope::Decide,
                                    .blocking = true,
                                    .summary = "Let old evidence fade, once a day"};
  app::ExperimentDesk& desk;
  Result<ApplyDecayAnswer> operator()(const Context& context,
                                      const ApplyDecayRequest& request) const;
};

}  // namespace gv::api
