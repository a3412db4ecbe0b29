#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/json/object.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/access/access.h"

namespace gv::api {

class Api;

struct StageLine {
  std::string stage_name;
  Amount value;  ///< what a deal in it is worth
  double confidence{0.0};
  std::optional<std::string> description;
};
BOOST_DESCRIBE_STRUCT(StageLine, (), (stage_name, value, confidence, description))

struct StagesAnswer {
  std::string tenant_id;
  std::vector<StageLine> stages;  ///< by value
  std::int64_t num_stages{0};
  std::int64_t version{0};  ///< of the configuration
  std::string currency;
};
BOOST_DESCRIBE_STRUCT(StagesAnswer, (), (tenant_id, stages, num_stages, version, currency))

struct ReadStages {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/synthetic-revenue/get-stages",
                                    .twin = "/api/v1/synthetic-revenue/stages",
                                    .scope = app::Scope::Read,
                                    .summary = "Stages of the pipeline and what they are worth"};
  app::Access& access;
  Result<StagesAnswer> operator()(const Context& context, const Nothing&) const;
};

struct ListStages {
  static constexpr RouteInfo kRoute{.path = "/api/v1/synthetic-revenue/stages",
                                    .scope = app::Scope::Read,
                                    .summary = "Stages of the pipeline and what they are worth"};
  app::Access& access;
  Result<Tagged<StagesAnswer>> operator()(const Context& context, const Nothing&) const;
};

struct StageChangeRequest {
  std::string stage_name;
  Amount value;
  std::optional<double> confidence;              ///< in [0, 1]; unset: as it is, 1 of a new stage
  std::optional<std::string> description;        ///< its label
  std::optional<std::int64_t> expected_version;  ///< instead of If-Match
};
BOOST_DESCRIBE_STRUCT(StageChangeRequest, (),
                      (stage_name, value, confidence, description, expected_version))

/// Writes a new version of the configuration. What was posted before keeps its values.
struct ChangeStage {
  static constexpr RouteInfo kRoute{.method = http::Method::Put,
                                    .path = "/api/ml/synthetic-revenue/stages/{stage_name}",
                                    .twin = "/api/v1/synthetic-revenue/stages/{stage_name}",
                                    .scope = app::Scope::Config,
                                    .blocking = true,
                                    .summary = "Change what a stage is worth"};
  app::Access& access;
  Result<Judged<StagesAnswer>> operator()(const Context& context,
                                          const StageChangeRequest& request) const;
  static http::Problem problem(const Error& error);
};

/// The new stage is open and stands before the first one that is worth more.
struct AddStage {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/synthetic-revenue/stages",
                                    .scope = app::Scope::Config,
                                    .blocking = true,
                                    .summary = "Add a stage to the pipeline"};
  app::Access& access;
  Result<Judged<StagesAnswer>> operator()(const Context& context,
                                          const StageChangeRequest& request) const;
  static http::Problem problem(const Error& error);
};

struct StageRequest {
  std::string stage_name;
  std::optional<std::int64_t> expected_version;
};
BOOST_DESCRIBE_STRUCT(StageRequest, (), (stage_name, expected_version))

/// Deals that are in it keep their value until their next event.
struct RemoveStage {
  static constexpr RouteInfo kRoute{.method = http::Method::Delete,
                                    .path = "/api/ml/synthetic-revenue/stages/{stage_name}",
                                    .twin = "/api/v1/synthetic-revenue/stages/{stage_name}",
                                    .scope = app::Scope::Config,
                                    .blocking = true,
                                    .summary = "Take a stage out of the pipeline"};
  app::Access& access;
  Result<Judged<StagesAnswer>> operator()(const Context& context,
                                          const StageRequest& request) const;
  static http::Problem problem(const Error& error);
};

/// The change of one stage as a merge patch of the configuration: `value` and, where there is one,
/// `confidence`. Errors: NotFound (no such stage).
[[nodiscard]] Result<boost::json::object> stage_patch(const app::AccountSettings& settings,
                                                      const std::string& stage_name, Amount value,
                                                      std::optional<double> confidence);

void add_stage_routes(Api& api, app::Access& access);

}  // namespace gv::api
