#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

/// Which program this is.
struct Build {
  std::string version;
  std::string commit;    ///< empty: not told
  std::string built_at;  ///< RFC 3339; empty: not told, so that builds can be repeated
  std::string schema_version;
  std::vector<std::string> features;
};

struct HealthAnswer {
  std::string status;  ///< "healthy"
  std::string service;
  std::string version;
  double uptime{0.0};  ///< seconds
};
BOOST_DESCRIBE_STRUCT(HealthAnswer, (), (status, service, version, uptime))

/// That the process answers; touches nothing else.
struct Health {
  static constexpr RouteInfo kRoute{
      .path = "/health", .of_account = false, .summary = "Whether the server answers"};
  const Build& build;
  TimePoint started;

  Result<HealthAnswer> operator()(const Context& context, const Nothing&) const;
};

/// One thing that has to be in order.
struct CheckOutcome {
  std::string name;
  bool ok{true};
  double latency_ms{0.0};
  std::optional<std::string> detail;
};
BOOST_DESCRIBE_STRUCT(CheckOutcome, (), (name, ok, latency_ms, detail))

/// Looks at one thing; may block. `latency_ms` is filled in by who calls it.
struct ReadinessCheck {
  std::string name;
  std::function<Result<void>()> run;
};

struct ChecksAnswer {
  std::string status;  ///< "ok", "failing"
  std::vector<CheckOutcome> checks;
};
BOOST_DESCRIBE_STRUCT(ChecksAnswer, (), (status, checks))

struct Live {
  static constexpr RouteInfo kRoute{
      .path = "/health/live", .of_account = false, .summary = "Whether the process is alive"};
  Result<ChecksAnswer> operator()(const Context& context, const Nothing&) const;
};

/// Whether traffic should come here: 503 while a check fails or the server drains.
struct Ready {
  static constexpr RouteInfo kRoute{.path = "/health/ready",
                                    .of_account = false,
                                    .blocking = true,
                                    .deadline = Millis(5'000),
                                    .summary = "Whether the server is ready for traffic"};
  const std::vector<ReadinessCheck>& checks;

  Result<Checked<ChecksAnswer>> operator()(const Context& context, const Nothing&) const;
};

struct VersionAnswer {
  std::string name;
  std::string version;
  std::optional<std::string> commit;
  std::optional<std::string> built_at;
  std::string api_version;
  std::string schema_version;
  std::vector<std::string> features;
};
BOOST_DESCRIBE_STRUCT(VersionAnswer, (),
                      (name, version, commit, built_at, api_version, schema_version, features))

struct Version {
  static constexpr RouteInfo kRoute{
      .path = "/version", .of_account = false, .summary = "Which program and version this is"};
  const Build& build;

  Result<VersionAnswer> operator()(const Context& context, const Nothing&) const;
};

struct ComponentStatus {
  std::string name;
  bool available{true};
  std::string status;
  std::optional<std::string> details;
};
BOOST_DESCRIBE_STRUCT(ComponentStatus, (), (name, available, status, details))

struct StatusAnswer {
  std::string overall_status;  ///< "healthy", "degraded"
  std::vector<ComponentStatus> components;
  std::int64_t active_render_jobs{0};
  TimePoint timestamp;
};
BOOST_DESCRIBE_STRUCT(StatusAnswer, (), (overall_status, components, active_render_jobs, timestamp))

/// The readiness checks as components.
struct Status {
  static constexpr RouteInfo kRoute{.path = "/status",
                                    .scope = app::Scope::Read,
                                    .of_account = false,
                                    .blocking = true,
                                    .deadline = Millis(5'000),
                                    .summary = "How the parts of the server are"};
  const std::vector<ReadinessCheck>& checks;

  Result<StatusAnswer> operator()(const Context& context, const Nothing&) const;
};

/// Prometheus text 0.0.4. `text` gathers it.
struct Metrics {
  static constexpr RouteInfo kRoute{.path = "/metrics",
                                    .scope = app::Scope::Metrics,
                                    .of_account = false,
                                    .summary = "Metrics as Prometheus reads them"};
  std::function<std::string()> text;

  Result<http::Response> operator()(const Context& context, const Nothing&) const;
};

}  // namespace gv::api
