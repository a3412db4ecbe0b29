#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/ports/settings_source.h"

namespace gv::api {

struct OpenDeal {
  std::string id;
  std::string stage;
  std::optional<Amount> amount;  ///< not told: the account's average order value
  std::optional<double> age_in_stage_days;
};
BOOST_DESCRIBE_STRUCT(OpenDeal, (), (id, stage, amount, age_in_stage_days))

struct PipelineRequest {
  std::vector<OpenDeal> deals;
};
BOOST_DESCRIBE_STRUCT(PipelineRequest, (), (deals))
void check(const PipelineRequest& request, Binder& binder);

struct DealOutlook {
  std::optional<Amount> expected_value;
  std::optional<double> probability;
  std::optional<double> predicted_close_days;
  std::optional<std::string> source;  ///< "prior", "learned"
  std::optional<std::string> error;   ///< set: none of the above
};
BOOST_DESCRIBE_STRUCT(DealOutlook, (),
                      (expected_value, probability, predicted_close_days, source, error))

struct PipelineAnswer {
  std::map<std::string, DealOutlook> deals;  ///< by id
  Amount total_pipeline_value;
  Amount sd;
  Amount p10;
  Amount p50;
  Amount p90;
};
BOOST_DESCRIBE_STRUCT(PipelineAnswer, (), (deals, total_pipeline_value, sd, p10, p50, p90))

/// What open deals will bring. Posts nothing.
struct PredictPipeline {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/ml/predict/pipeline",
      .twin = "/api/v1/predict/pipeline",
      .scope = app::Scope::Predict,
      .blocking = true,
      .deadline = Millis(5'000),
      .summary = "What open deals are expected to bring",
  };
  const app::SettingsSource& settings;

  Result<PipelineAnswer> operator()(const Context& context, const PipelineRequest& request) const;
};

}  // namespace gv::api
