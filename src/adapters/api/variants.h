#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/json/value.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"
#include "app/experiment_desk.h"

namespace gv::api {

struct RegisterVariantRequest {
  std::string variant_id;
  std::optional<std::map<std::string, std::string>> metadata;
  std::optional<std::string> experiment_id;  ///< the account's own when absent
};
BOOST_DESCRIBE_STRUCT(RegisterVariantRequest, (), (variant_id, metadata, experiment_id))
void check(const RegisterVariantRequest& request, Binder& binder);

/// What else is known of a report.
struct ReportMetrics {
  std::optional<std::string> event_id;  ///< the same twice counts once
};
BOOST_DESCRIBE_STRUCT(ReportMetrics, (), (event_id))

/// Either a reward in [0, 1], which is so many successes in one trial, or trials and successes.
struct UpdateVariantRequest {
  std::string variant_id;
  std::optional<double> reward;
  std::optional<std::int64_t> trials;
  std::optional<double> successes;  ///< in [0, trials]
  std::optional<Amount> value;
  std::optional<Amount> cost;
  std::optional<boost::json::value> context;  ///< taken for old clients
  std::optional<ReportMetrics> metrics;
  std::optional<std::string> event_id;  ///< as that of `metrics`
};
BOOST_DESCRIBE_STRUCT(UpdateVariantRequest, (),
                      (variant_id, reward, trials, successes, value, cost, context, metrics,
                       event_id))
void check(const UpdateVariantRequest& request, Binder& binder);

struct VariantChangeAnswer {
  std::string status;  ///< "registered", "exists", "updated", "duplicate"
  std::string variant_id;
  std::string message;
};
BOOST_DESCRIBE_STRUCT(VariantChangeAnswer, (), (status, variant_id, message))

struct VariantLine {
  std::string id;
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  double conversions{0.0};
  Amount spend;
  Amount revenue;
  std::optional<double> ctr;  ///< clicks per impression, of an experiment about it
  std::optional<double> cvr;  ///< conversions per click, of the others
  std::optional<double> roas;
  std::optional<Amount> cpa;  ///< cost of one success
  double alpha{1.0};
  double beta{1.0};
  double estimated_ctr{0.0};  ///< posterior mean of the metric, whatever it is
  double ctr_std{0.0};
  double ctr_ci_lower{0.0};  ///< 95 % interval
  double ctr_ci_upper{0.0};
  std::int64_t total_events{0};
  double p_best{0.0};
  double expected_loss{0.0};  ///< in the unit of the metric
  std::map<std::string, std::string> metadata;
  std::string experiment_id;
};
BOOST_DESCRIBE_STRUCT(VariantLine, (),
                      (id, impressions, clicks, conversions, spend, revenue, ctr, cvr, roas, cpa,
                       alpha, beta, estimated_ctr, ctr_std, ctr_ci_lower, ctr_ci_upper,
                       total_events, p_best, expected_loss, metadata, experiment_id))

/// Every variant of an experiment, in order of id.
[[nodiscard]] std::vector<VariantLine> variant_lines(const app::StoredExperiment& experiment);

struct VariantRequest {
  std::string variant_id;
};
BOOST_DESCRIBE_STRUCT(VariantRequest, (), (variant_id))

struct OfExperimentRequest {
  std::optional<std::string> experiment_id;  ///< the account's own when absent
};
BOOST_DESCRIBE_STRUCT(OfExperimentRequest, (), (experiment_id))

struct VariantsAnswer {
  std::vector<VariantLine> variants;
};
BOOST_DESCRIBE_STRUCT(VariantsAnswer, (), (variants))

/// Where an id may be none: "not found" instead of an error of the store. Errors: NotFound.
[[nodiscard]] Result<void> check_experiment_id(const std::optional<std::string>& id);

struct RegisterVariant {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/ab/register-variant",
                                    .twin = "/api/v1/ab/register-variant",
                                    .scope = app::Scope::Learn,
                                    .blocking = true,
                                    .summary = "Add a variant to an experiment"};
  app::ExperimentDesk& desk;
  Result<VariantChangeAnswer> operator()(const Context& context,
                                         const RegisterVariantRequest& request) const;
};

struct UpdateVariant {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/ab/update-variant",
                                    .twin = "/api/v1/ab/update-variant",
                                    .scope = app::Scope::Learn,
                                    .rate = RateClass::Ingest,
                                    .blocking = true,
                                    .summary = "Tell what came of a variant"};
  app::ExperimentDesk& desk;
  Result<VariantChangeAnswer> operator()(const Context& context,
                                         const UpdateVariantRequest& request) const;
};

struct ShowVariant {
  static constexpr RouteInfo kRoute{.path = "/api/ml/ab/variant-stats/{variant_id}",
                                    .twin = "/api/v1/ab/variant-stats/{variant_id}",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "What is known of one variant"};
  app::ExperimentDesk& desk;
  Result<VariantLine> operator()(const Context& context, const VariantRequest& request) const;
};

struct ListVariants {
  static constexpr RouteInfo kRoute{.path = "/api/ml/ab/all-variants",
                                    .twin = "/api/v1/ab/all-variants",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Every variant of an experiment"};
  app::ExperimentDesk& desk;
  Result<VariantsAnswer> operator()(const Context& context,
                                    const OfExperimentRequest& request) const;
};

struct ShowBestVariant {
  static constexpr RouteInfo kRoute{.path = "/api/ml/ab/best-variant",
                                    .twin = "/api/v1/ab/best-variant",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "The variant that leads"};
  app::ExperimentDesk& desk;
  Result<VariantLine> operator()(const Context& context, const OfExperimentRequest& request) const;
};

}  // namespace gv::api
