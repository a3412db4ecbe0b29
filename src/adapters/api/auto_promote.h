#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/variants.h"

namespace gv::api {

enum class PromotionStatus { ContinueTesting, Promoted, InsufficientData, Error };
BOOST_DESCRIBE_ENUM(PromotionStatus, ContinueTesting, Promoted, InsufficientData, Error)

struct PromoteRequest {
  std::optional<std::string> experiment_id;  ///< the account's own when absent
  std::optional<bool> force_promotion;       ///< whatever the checks say; needs admin
};
BOOST_DESCRIBE_STRUCT(PromoteRequest, (), (experiment_id, force_promotion))

struct PromotionCheckLine {
  std::string name;
  bool passed{false};
  double value{0.0};
  double limit{0.0};
};
BOOST_DESCRIBE_STRUCT(PromotionCheckLine, (), (name, passed, value, limit))

struct VariantShare {
  std::string variant_id;
  Amount budget;
};
BOOST_DESCRIBE_STRUCT(VariantShare, (), (variant_id, budget))

struct PromotionAnswer {
  std::string experiment_id;
  PromotionStatus status{PromotionStatus::Error};
  std::string reason;
  std::optional<std::string> winner;  ///< that leads, promoted or not
  double e_value{1.0};
  std::vector<PromotionCheckLine> checks;
  bool forced{false};
  std::vector<VariantShare> split;      ///< of the experiment's budget, once promoted
  std::optional<std::string> executor;  ///< why nothing acts on it
};
BOOST_DESCRIBE_STRUCT(PromotionAnswer, (),
                      (experiment_id, status, reason, winner, e_value, checks, forced, split,
                       executor))

struct PromotionsAnswer {
  std::vector<PromotionAnswer> results;
};
BOOST_DESCRIBE_STRUCT(PromotionsAnswer, (), (results))

struct PastPromotionLine {
  std::string experiment_id;
  std::string name;
  std::string winner;
  std::string replaced;
  double lift{1.0};  ///< of posterior means: 1.2 is 20 % better
  std::optional<std::string> forced_by;
  TimePoint promoted_at;
};
BOOST_DESCRIBE_STRUCT(PastPromotionLine, (),
                      (experiment_id, name, winner, replaced, lift, forced_by, promoted_at))

struct PromotionHistory {
  std::vector<PastPromotionLine> promotions;
};
BOOST_DESCRIBE_STRUCT(PromotionHistory, (), (promotions))

struct CumulativeImprovement {
  double improvement{1.0};  ///< product of the lifts
  double lower{1.0};        ///< 95 % interval
  double upper{1.0};
  std::int64_t promotions{0};
};
BOOST_DESCRIBE_STRUCT(CumulativeImprovement, (), (improvement, lower, upper, promotions))

struct CheckPromotion {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/ml/auto-promote/scale",
      .twin = "/api/v1/auto-promote/scale",
      .scope = app::Scope::Learn,
      .blocking = true,
      .summary = "Promote the winner of an experiment, if there is one"};
  app::ExperimentDesk& desk;
  Result<PromotionAnswer> operator()(const Context& context, const PromoteRequest& request) const;
};

struct CheckAllPromotions {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/auto-promote/check-all",
                                    .twin = "/api/v1/auto-promote/check-all",
                                    .scope = app::Scope::Learn,
                                    .blocking = true,
                                    .summary = "Promote the winners of all experiments"};
  app::ExperimentDesk& desk;
  Result<PromotionsAnswer> operator()(const Context& context, const Nothing&) const;
};

struct ListPromotions {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/auto-promote/history",
                                    .twin = "/api/v1/auto-promote/history",
                                    .scope = app::Scope::Learn,
                                    .blocking = true,
                                    .summary = "Promotions so far, newest first"};
  app::ExperimentDesk& desk;
  Result<PromotionHistory> operator()(const Context& context, const Nothing&) const;
};

struct ShowCumulativeImprovement {
  static constexpr RouteInfo kRoute{.path = "/auto-promote/cumulative-improvement",
                                    .twin = "/api/v1/auto-promote/cumulative-improvement",
                                    .scope = app::Scope::Learn,
                                    .blocking = true,
                                    .summary = "What all promotions together brought"};
  app::ExperimentDesk& desk;
  Result<CumulativeImprovement> operator()(const Context& context, const Nothing&) const;
};

}  // namespace gv::api
