#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/collection.h"
#include "adapters/api/variants.h"

namespace gv::api {

enum class ExperimentMetric { Ctr, Cvr, Value };
BOOST_DESCRIBE_ENUM(ExperimentMetric, Ctr, Cvr, Value)

enum class ExperimentStatus { Running, Closed };
BOOST_DESCRIBE_ENUM(ExperimentStatus, Running, Closed)

struct StartExperimentRequest {
  std::string name;
  std::optional<ExperimentMetric> metric;  ///< ctr when absent
  std::optional<Amount> budget;            ///< of all variants together, a day
};
BOOST_DESCRIBE_STRUCT(StartExperimentRequest, (), (name, metric, budget))
void check(const StartExperimentRequest& request, Binder& binder);

struct ExperimentLine {
  std::string id;
  std::string name;
  ExperimentStatus status{ExperimentStatus::Running};
  ExperimentMetric metric{ExperimentMetric::Ctr};
  Amount budget;
  std::int64_t variants{0};
  std::int64_t trials{0};
  std::optional<std::string> leader;  ///< with the largest posterior mean
  std::optional<std::string> winner;  ///< that was promoted
  TimePoint started_at;
  std::optional<TimePoint> ended_at;
};
BOOST_DESCRIBE_STRUCT(ExperimentLine, (),
                      (id, name, status, metric, budget, variants, trials, leader, winner,
                       started_at, ended_at))
[[nodiscard]] ExperimentLine experiment_line(const app::StoredExperiment& experiment);

struct ExperimentRequest {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(ExperimentRequest, (), (id))

struct ExperimentResults {
  ExperimentLine experiment;
  std::vector<VariantLine> variants;
  /// Evidence that the first two differ, valid at every look; null with fewer than two variants.
  std::optional<double> e_value;
};
BOOST_DESCRIBE_STRUCT(ExperimentResults, (), (experiment, variants, e_value))

struct StartExperiment {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/experiments",
                                    .scope = app::Scope::Decide,
                                    .blocking = true,
                                    .summary = "Start an experiment"};
  app::ExperimentDesk& desk;
  Result<Created<ExperimentLine>> operator()(const Context& context,
                                             const StartExperimentRequest& request) const;
};

struct ListExperiments {
  static constexpr RouteInfo kRoute{.path = "/api/ml/ab/experiments",
                                    .twin = "/api/v1/ab/experiments",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "Experiments, in order of their ids"};
  app::ExperimentDesk& desk;
  Result<Collection<ExperimentLine>> operator()(const Context& context,
                                                const PageRequest& request) const;
};

struct ShowExperimentResults {
  static constexpr RouteInfo kRoute{
      .path = "/api/ml/ab/experiments/{id}/results",
      .twin = "/api/v1/ab/experiments/{id}/results",
      .scope = app::Scope::Read,
      .blocking = true,
      .summary = "Which variant of an experiment leads, and how sure"};
  app::ExperimentDesk& desk;
  Result<ExperimentResults> operator()(const Context& context,
                                       const ExperimentRequest& request) const;
};

struct ListExperimentVariants {
  static constexpr RouteInfo kRoute{.path = "/api/ml/ab/experiments/{id}/variants",
                                    .twin = "/api/v1/ab/experiments/{id}/variants",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary = "The variants of one experiment"};
  app::ExperimentDesk& desk;
  Result<VariantsAnswer> operator()(const Context& context, const ExperimentRequest& request) const;
};

}  // namespace gv::api
