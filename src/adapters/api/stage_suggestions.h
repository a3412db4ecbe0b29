#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/revenue_routes.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

struct SuggestedStage {
  std::string stage_name;
  std::optional<std::string> description;
  Amount current_value;
  Amount suggested_value;  ///< close_rate x aov
  Amount value_low;
  Amount value_high;
  double close_rate{0.0};      ///< of matured deals, drawn to the configured win probability
  double close_rate_low{0.0};  ///< 5 % quantile
  double close_rate_high{0.0};
  double win_probability{0.0};  ///< that is configured
  std::int64_t reached{0};
  std::int64_t matured{0};
  std::int64_t won{0};
  double maturity_days{0.0};  ///< how long ago a deal must have come to the stage to count
  std::optional<double> brier_configured;
  std::optional<double> brier_measured;
  bool enough{false};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SuggestedStage, (),
                      (stage_name, description, current_value, suggested_value, value_low,
                       value_high, close_rate, close_rate_low, close_rate_high, win_probability,
                       reached, matured, won, maturity_days, brier_configured, brier_measured,
                       enough, reason))

/// How well the configured win probabilities foretold what became of matured deals.
struct StageCalibration {
  std::int64_t n{0};
  double brier{0.0};
  double log_loss{0.0};
  double ece{0.0};
  std::optional<double> slope;
  std::optional<double> intercept;
};
BOOST_DESCRIBE_STRUCT(StageCalibration, (), (n, brier, log_loss, ece, slope, intercept))

struct StageSuggestionsAnswer {
  std::vector<SuggestedStage> stages;  ///< open ones, in order
  Amount aov;                          ///< of won deals, drawn to the configured one
  std::int64_t won_amounts{0};         ///< deals it was measured on
  std::optional<StageCalibration> calibration;
  std::int64_t version{0};  ///< of the configuration
  TimePoint as_of{};
};
BOOST_DESCRIBE_STRUCT(StageSuggestionsAnswer, (),
                      (stages, aov, won_amounts, calibration, version, as_of))

/// What the account's own deals say its stages are worth. Changes nothing.
struct SuggestStages {
  static constexpr RouteInfo kRoute{.path = "/api/v1/synthetic-revenue/stages/suggestions",
                                    .scope = app::Scope::Read,
                                    .rate = RateClass::Heavy,
                                    .blocking = true,
                                    .summary = "What past deals say the stages are worth"};
  RevenueServices services;
  Result<StageSuggestionsAnswer> operator()(const Context& context, const Nothing&) const;
};

}  // namespace gv::api
