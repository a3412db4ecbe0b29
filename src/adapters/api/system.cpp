#include "adapters/api/system.h"

#include <algorithm>
#include <chrono>

namespace gv::api {
namespace {

constexpr std::string_view kName = "geminivideo";

std::optional<std::string> told(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::vector<CheckOutcome> outcomes_of(const std::vector<ReadinessCheck>& checks) {
  std::vector<CheckOutcome> outcomes;
  for (const auto& check : checks) {
    const auto began = std::chrono::steady_clock::now();
    const auto result = check.run();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    CheckOutcome outcome{.name = check.name, .ok = result.has_value(), .latency_ms = took.count()};
    if (!result) outcome.detail = result.error().message;
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

bool all_ok(const std::vector<CheckOutcome>& outcomes) {
  return std::all_of(outcomes.begin(), outcomes.end(), [](const auto& o) { return o.ok; });
}

}  // namespace

Result<HealthAnswer> Health::operator()(const Context& context, const Nothing&) const {
  return HealthAnswer{.status = "healthy",
                      .service = std::string(kName),
                      .version = build.version,
                      .uptime = static_cast<double>((context.now - started).count()) / 1e3};
}

Result<ChecksAnswer> Live::operator()(const Context&, const Nothing&) const {
  return ChecksAnswer{.status = "ok"};
}

Result<Checked<ChecksAnswer>> Ready::operator()(const Context&, const Nothing&) const {
  ChecksAnswer answer{.checks = outcomes_of(checks)};
  const bool ok = all_ok(answer.checks);
  answer.status = ok ? "ok" : "failing";
  return Checked<ChecksAnswer>{std::move(answer), ok};
}

Result<VersionAnswer> Version::operator()(const Context&, const Nothing&) const {
  return VersionAnswer{.name = std::string(kName),
                       .version = build.version,
                       .commit = told(build.commit),
                       .built_at = told(build.built_at),
                       .api_version = "v1",
                       .schema_version = build.schema_version,
                       .features = build.features};
}

Result<StatusAnswer> Status::operator()(const Context& context, const Nothing&) const {
  StatusAnswer answer{.timestamp = context.now};
  const auto outcomes = outcomes_of(checks);
  for (const auto& outcome : outcomes) {
    answer.components.push_back(
        {outcome.name, outcome.ok, outcome.ok ? "healthy" : "failing", outcome.detail});
  }
  answer.overall_status = all_ok(outcomes) ? "healthy" : "degraded";
  return answer;
}

Result<http::Response> Metrics::operator()(const Context&, const Nothing&) const {
  auto response = http::text_response(200, "text/plain; version=0.0.4; charset=utf-8", text());
  response.headers.add("Cache-Control", "no-store");
  return response;
}

}  // namespace gv::api
