#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/configuration.h"
#include "adapters/api/decision_routes.h"
#include "adapters/api/revenue_routes.h"

namespace gv::api {

struct PreviewedDecision {
  std::string ad_id;
  std::string decision;
  Amount recommended_budget;
  double confidence{0.0};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(PreviewedDecision, (),
                      (ad_id, decision, recommended_budget, confidence, reason))

/// An ad whose decision or budget the patch changes.
struct PreviewedChange {
  std::string ad_id;
  std::string decision_before;
  std::string decision_after;
  Amount budget_before;
  Amount budget_after;
};
BOOST_DESCRIBE_STRUCT(PreviewedChange, (),
                      (ad_id, decision_before, decision_after, budget_before, budget_after))

struct OpenPipelineValue {
  std::int64_t deals{0};
  Amount before;
  Amount after;
};
BOOST_DESCRIBE_STRUCT(OpenPipelineValue, (), (deals, before, after))

struct ConfigPreview {
  std::optional<std::string>
      run_id;  ///< whose inputs were decided on; none: nothing was decided yet
  std::vector<std::string> changed_keys;
  std::vector<PreviewedDecision> decisions_before;
  std::vector<PreviewedDecision> decisions_after;
  std::vector<PreviewedChange> changed;
  std::optional<OpenPipelineValue> open_pipeline_value;  ///< where the patch changes the pipeline
  std::vector<std::string> warnings;
};
BOOST_DESCRIBE_STRUCT(ConfigPreview, (),
                      (run_id, changed_keys, decisions_before, decisions_after, changed,
                       open_pipeline_value, warnings))

/// What the last run would decide under the patch, and what open deals would be worth.
struct PreviewConfig {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/accounts/{id}/config/preview",
                                    .scope = app::Scope::Config,
                                    .account_in_path = true,
                                    .rate = RateClass::Heavy,
                                    .blocking = true,
                                    .summary = "What a merge patch would do; nothing is stored"};
  app::Access& access;
  DecisionServices services;
  RevenueServices revenue;
  Result<Judged<ConfigPreview>> operator()(const Context& context, const MergePatch& patch) const;
};

struct StageTrial {
  std::string stage_name;
  Amount value;
  std::optional<double> confidence;  ///< in [0, 1]; unset: as it is
};
BOOST_DESCRIBE_STRUCT(StageTrial, (), (stage_name, value, confidence))

/// The same for a change of one stage.
struct PreviewStage {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/v1/synthetic-revenue/stages/{stage_name}/preview",
      .scope = app::Scope::Config,
      .rate = RateClass::Heavy,
      .blocking = true,
      .summary = "What a change of a stage would do; nothing is stored"};
  app::Access& access;
  DecisionServices services;
  RevenueServices revenue;
  Result<Judged<ConfigPreview>> operator()(const Context& context, const StageTrial& trial) const;
};

/// `access` outlives the api.
void add_config_preview_routes(Api& api, app::Access& access, const DecisionServices& services,
                               const RevenueServices& revenue);

}  // namespace gv::api
