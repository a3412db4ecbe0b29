#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/collection.h"
#include "adapters/api/decision_routes.h"
#include "adapters/api/select_budgets.h"

namespace gv::api {

struct DecisionLine {
  std::string id;
  std::string run_id;
  std::string ad_id;  ///< "<platform>:<platform id>"
  BudgetDecision decision{BudgetDecision::Observe};
  std::optional<std::string> finality;  ///< of a kill: "final", "provisional"
  std::string reason_code;
  std::string reason;
  double confidence{0.0};
  std::int64_t priority{0};  ///< 1: stop waste, 5: least pressing
  // Null where its unit holds other ads: then they are no ad's own.
  std::optional<Amount> current_budget;
  std::optional<Amount> recommended_budget;
  UnitOfDecision unit;
  std::string status;  ///< "preview", "proposed", "dismissed"
  TimePoint created_at;
  TimePoint expires_at;
};
BOOST_DESCRIBE_STRUCT(DecisionLine, (),
                      (id, run_id, ad_id, decision, finality, reason_code, reason, confidence,
                       priority, current_budget, recommended_budget, unit, status, created_at,
                       expires_at))

struct ListedDecision : DecisionLine {
  std::optional<std::string> ad_name;  ///< as its platform has it; none: it is not known there
};
BOOST_DESCRIBE_STRUCT(ListedDecision, (DecisionLine), (ad_name))

/// The ad as the run knew it.
struct DecisionInputs {
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  Amount spend;
  Amount pipeline_value;
  Amount cash_revenue;
  double deals{0.0};
  double age_hours{0.0};
  TimePoint data_as_of;
};
BOOST_DESCRIBE_STRUCT(DecisionInputs, (),
                      (impressions, clicks, spend, pipeline_value, cash_revenue, deals, age_hours,
                       data_as_of))

struct DecisionAnswer : DecisionLine {
  std::string explanation;  ///< one paragraph; its last sentence says what would change it
  bool policy_driven{false};
  std::vector<std::string> gates;      ///< that fired, "G4"
  std::vector<std::string> triggered;  ///< kill gates that hold
  std::vector<std::string> actions;    ///< beside the budget
  /// Every number that was shown or used; amounts in minor units, null where none.
  std::map<std::string, std::optional<double>> metrics;
  bool value_known{true};
  DecisionInputs inputs;
};
BOOST_DESCRIBE_STRUCT(DecisionAnswer, (DecisionLine),
                      (explanation, policy_driven, gates, triggered, actions, metrics, value_known,
                       inputs))

struct ListDecisionsRequest : PageRequest {
  std::optional<std::string> run;
  std::optional<std::string> ad;
  std::optional<BudgetDecision> action;
};
BOOST_DESCRIBE_STRUCT(ListDecisionsRequest, (PageRequest), (run, ad, action))

struct DecisionRequest {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(DecisionRequest, (), (id))

struct ListDecisions {
  static constexpr RouteInfo kRoute{.path = "/api/v1/decisions",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Decisions of kept runs, newest first"};
  DecisionServices services;
  Result<Collection<ListedDecision>> operator()(const Context& context,
                                                const ListDecisionsRequest& request) const;
};

struct ShowDecision {
  static constexpr RouteInfo kRoute{.path = "/api/v1/decisions/{id}",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "One decision, why, and what it was made of"};
  DecisionServices services;
  Result<DecisionAnswer> operator()(const Context& context, const DecisionRequest& request) const;
};

}  // namespace gv::api
