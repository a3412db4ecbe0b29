#include "adapters/hubspot_double/portal.h"

#include <algorithm>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "adapters/hubspot_double/pattern.h"
#include "io/json/serialize.h"

namespace gv::hubspot_double {
namespace {

constexpr Millis kRateWindow{10'000};

/// The fault that matches, used up by one; nothing when none does.
std::optional<Fault> next_fault(World& world, const Request& request) {
  for (auto fault = world.faults.begin(); fault != world.faults.end(); ++fault) {
    if (!fault->method.empty() && fault->method != request.method) continue;
    if (!is_found(fault->path_regex, std::string(request.path()))) continue;
    const Fault met = *fault;
    if (--fault->times <= 0) world.faults.erase(fault);
    return met;
  }
  return std::nullopt;
}

Response too_many(World& world) {
  boost::json::object body{{"status", "error"},
                           {"message", "You have reached your ten_secondly_rolling limit."},
                           {"errorType", "RATE_LIMIT"},
                           {"correlationId", std::to_string(world.next_correlation++)},
                           {"policyName", "TEN_SECONDLY_ROLLING"}};
  return {.status = 429,
          .headers = {{"content-type", "application/json"}},
          .body = json::compact(body)};
}

bool over_limit(World& world) {
  std::erase_if(world.recent, [&](TimePoint at) { return world.now - at >= kRateWindow; });
  if (static_cast<int>(world.recent.size()) >= world.behaviour.burst) return true;
  world.recent.push_back(world.now);
  return false;
}

void add_rate_headers(const World& world, Response& response) {
  const int left = world.behaviour.burst - static_cast<int>(world.recent.size());
  response.headers.emplace_back("x-hubspot-ratelimit-max", std::to_string(world.behaviour.burst));
  response.headers.emplace_back("x-hubspot-ratelimit-remaining", std::to_string(left));
  response.headers.emplace_back("x-hubspot-ratelimit-interval-milliseconds", "10000");
}

Response faulty(World& world, const Request& request, const Fault& fault) {
  if (fault.action == "rate_limit") {
    Response response = too_many(world);
    response.headers.insert(response.headers.end(), fault.headers.begin(), fault.headers.end());
    return response;
  }
  if (fault.action == "status") {
    return {.status = fault.status, .headers = fault.headers, .body = fault.body};
  }
  Response response = crm_answer(world, request);
  response.delay = fault.delay;
  if (fault.action == "drop") response.delivery = Delivery::Drop;
  if (fault.action == "truncate") response.delivery = Delivery::Truncate;
  if (fault.action == "duplicate") response.delivery = Delivery::Duplicate;
  return response;
}

}  // namespace

Response refusal(World& world, int status, std::string_view category, std::string_view message) {
  boost::json::object body{
      {"status", "error"},
      {"message", message},
      {"correlationId", fmt::format("00000000-0000-4000-8000-{:012}", world.next_correlation++)},
      {"category", category}};
  return {.status = status,
          .headers = {{"content-type", "application/json"}},
          .body = json::compact(body)};
}

Response answer(World& world, const Request& request) {
  if (request.path().starts_with("/__sim/")) return control_answer(world, request);
  world.requests.push_back(request);
  if (const auto fault = next_fault(world, request)) return faulty(world, request, *fault);
  if (over_limit(world)) return too_many(world);
  Response response = crm_answer(world, request);
  add_rate_headers(world, response);
  return response;
}

}  // namespace gv::hubspot_double
