#pragma once

#include <map>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/execute/change_desk.h"
#include "app/ports/settings_source.h"
#include "app/run_book.h"

namespace gv::api {

/// An ad by its sums since it began to run.
struct AdState {
  std::string ad_id;
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  Amount spend;
  std::optional<Amount> pipeline_value;
  std::optional<Amount> cash_revenue;
  double age_hours{0.0};
  std::optional<double> conversions;
  std::optional<Amount> current_budget;
  std::optional<double> frequency;
  std::optional<std::string> creative_id;
};
BOOST_DESCRIBE_STRUCT(AdState, (),
                      (ad_id, impressions, clicks, spend, pipeline_value, cash_revenue, age_hours,
                       conversions, current_budget, frequency, creative_id))
void check(const AdState& ad, Binder& binder);

struct BudgetOptimizationRequest {
  std::vector<AdState> ad_states;
  Amount total_budget;  ///< a day
  std::optional<std::map<std::string, double>> creative_dna_scores;
  std::optional<std::int64_t> seed;
  std::optional<bool> dry_run;
};
BOOST_DESCRIBE_STRUCT(BudgetOptimizationRequest, (),
                      (ad_states, total_budget, creative_dna_scores, seed, dry_run))
void check(const BudgetOptimizationRequest& request, Binder& binder);
/// A seed lies in [0, 2^53): what every client's numbers can hold.
void check_seed(const std::optional<std::int64_t>& seed, Binder& binder);

enum class BudgetDecision {
  Observe,
  Maintain,
  Scale,
  AggressiveScale,
  Reduce,
  Kill,
  Reactivate,
  Queue
};
BOOST_DESCRIBE_ENUM(BudgetDecision, Observe, Maintain, Scale, AggressiveScale, Reduce, Kill,
                    Reactivate, Queue)

struct RecommendationMetrics {
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  PercentOnFixed ctr;
  double ctr_ratio{0.0};
  double pipeline_roas{0.0};
  double ctr_weight{0.0};
  double roas_weight{0.0};
  double blended_score{0.0};
  double decay_factor{0.0};
  double age_hours{0.0};
};
BOOST_DESCRIBE_STRUCT(RecommendationMetrics, (),
                      (impressions, clicks, ctr, ctr_ratio, pipeline_roas, ctr_weight, roas_weight,
                       blended_score, decay_factor, age_hours))

/// What carries an ad's money, and what it has and gets a day.
struct UnitOfDecision {
  std::string id;      ///< "<platform>:adset:<platform id>", or the ad's own
  bool shared{false};  ///< with other ads
  Amount current_budget;
  Amount recommended_budget;
};
BOOST_DESCRIBE_STRUCT(UnitOfDecision, (), (id, shared, current_budget, recommended_budget))

struct BudgetRecommendation {
  std::string ad_id;
  // Null where its unit holds other ads: then they are no ad's own.
  std::optional<Amount> current_budget;
  std::optional<Amount> recommended_budget;
  std::optional<double> change_percentage;  ///< null: from nothing, or not its own
  UnitOfDecision unit;
  double confidence{0.0};
  std::string reason;
  BudgetDecision decision{BudgetDecision::Observe};
  std::vector<std::string> explanation;
  std::optional<std::string> decision_id;  ///< of a kept run
  RecommendationMetrics metrics;
};
BOOST_DESCRIBE_STRUCT(BudgetRecommendation, (),
                      (ad_id, current_budget, recommended_budget, change_percentage, unit,
                       confidence, reason, decision, explanation, decision_id, metrics))

/// An ad without a recommendation, and why.
struct LeftOutAd {
  std::string ad_id;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(LeftOutAd, (), (ad_id, reason))

struct BudgetOptimizationAnswer {
  Amount total_budget;
  std::vector<BudgetRecommendation> recommendations;
  std::int64_t num_ads{0};
  std::string run_id;
  std::int64_t seed{0};
  std::int64_t config_version{0};
  Amount unallocated;  ///< what no ad may take now; with the recommendations it is the total
  std::vector<LeftOutAd> left_out;
  std::vector<std::string> warnings;
  std::vector<std::string> changes;     ///< queued for the platforms, of a run that is no dry run
  std::optional<std::string> executor;  ///< the mode under which: observe, approve, auto
};
BOOST_DESCRIBE_STRUCT(BudgetOptimizationAnswer, (),
                      (total_budget, recommendations, num_ads, run_id, seed, config_version,
                       unallocated, left_out, warnings, changes, executor))

/// Shares a daily budget among ads. Stores nothing unless `dry_run` is false: then the run is kept.
struct SelectBudgets {
  static constexpr RouteInfo kRoute{
      .method = http::Method::Post,
      .path = "/api/ml/battle-hardened/select",
      .twin = "/api/v1/battle-hardened/select",
      .scope = app::Scope::Decide,
      .body_bytes_max = 8u << 20,
      .blocking = true,
      .summary = "Share a daily budget among ads, with a reason for each",
  };
  const app::SettingsSource& settings;
  app::RunBook& runs;
  app::ChangeDesk& changes;

  Result<BudgetOptimizationAnswer> operator()(const Context& context,
                                              const BudgetOptimizationRequest& request) const;
};

}  // namespace gv::api
