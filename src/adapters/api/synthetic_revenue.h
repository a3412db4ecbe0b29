#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/ports/settings_source.h"

namespace gv::api {

class Api;

struct StageValueRequest {
  std::optional<std::string> stage_from;
  std::string stage_to;
  std::optional<Amount> deal_value;
};
BOOST_DESCRIBE_STRUCT(StageValueRequest, (), (stage_from, stage_to, deal_value))

struct StageValueAnswer {
  std::optional<std::string> stage_from;
  std::string stage_to;
  Amount synthetic_value;   ///< of the stage entered
  Amount calculated_value;  ///< against the stage left
  double confidence{0.0};
  std::string reason;
  TimePoint timestamp;
  std::string currency;
  std::int64_t config_version{0};
};
BOOST_DESCRIBE_STRUCT(StageValueAnswer, (),
                      (stage_from, stage_to, synthetic_value, calculated_value, confidence, reason,
                       timestamp, currency, config_version))

/// What one stage change of a deal is worth. Posts nothing.
struct CalculateStageValue {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/ml/synthetic-revenue/calculate",
      .twin = "/api/v1/synthetic-revenue/calculate",
      .scope = app::Scope::Predict,
      .summary = "What one stage change of a deal is worth",
  };
  const app::SettingsSource& settings;

  Result<StageValueAnswer> operator()(const Context& context,
                                      const StageValueRequest& request) const;
};

struct StageChangeOfDeal {
  std::optional<std::string> deal_id;
  std::optional<std::string> stage_from;
  std::string stage_to;
  std::optional<Amount> deal_value;
};
BOOST_DESCRIBE_STRUCT(StageChangeOfDeal, (), (deal_id, stage_from, stage_to, deal_value))

struct AdRoasRequest {
  Amount ad_spend;
  std::vector<StageChangeOfDeal> stage_changes;
};
BOOST_DESCRIBE_STRUCT(AdRoasRequest, (), (ad_spend, stage_changes))

struct AdRoasAnswer {
  Amount pipeline_value;
  Amount realized_value;
  Amount open_value;
  Amount ad_spend;
  std::optional<double> pipeline_roas;  ///< null without spend
  std::optional<double> realized_roas;
  std::optional<std::string> no_roas_reason;  ///< "no_spend"
  std::optional<double> avg_confidence;
  std::int64_t num_deals{0};
  std::int64_t num_stage_changes{0};
  std::string currency;
};
BOOST_DESCRIBE_STRUCT(AdRoasAnswer, (),
                      (pipeline_value, realized_value, open_value, ad_spend, pipeline_roas,
                       realized_roas, no_roas_reason, avg_confidence, num_deals, num_stage_changes,
                       currency))

/// Value of an ad's deals over its spend, from stage changes alone.
struct CalculateAdRoas {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/ml/synthetic-revenue/ad-roas",
      .twin = "/api/v1/synthetic-revenue/ad-roas",
      .scope = app::Scope::Predict,
      .summary = "Pipeline value of an ad's deals over what the ad cost",
  };
  const app::SettingsSource& settings;

  Result<AdRoasAnswer> operator()(const Context& context, const AdRoasRequest& request) const;
};

void add_synthetic_revenue_routes(Api& api, const app::SettingsSource& settings);

}  // namespace gv::api
