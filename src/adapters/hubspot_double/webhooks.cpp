#include "adapters/hubspot_double/webhooks.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include <boost/json/value.hpp>

#include "base/hmac.h"
#include "io/json/serialize.h"

namespace gv::hubspot_double {
namespace {

constexpr int kRetriesMax = 10;
constexpr Millis kFirstRetry{60'000};

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kEscapes{{{"%3A", ":"},
                                                                                  {"%2F", "/"},
                                                                                  {"%3F", "?"},
                                                                                  {"%40", "@"},
                                                                                  {"%21", "!"},
                                                                                  {"%24", "$"},
                                                                                  {"%27", "'"},
                                                                                  {"%28", "("},
                                                                                  {"%29", ")"},
                                                                                  {"%2A", "*"},
                                                                                  {"%2C", ","},
                                                                                  {"%3B", ";"}}};

bool same_escape(std::string_view a, std::string_view b) {
  const auto low = [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return low(x) == low(y); });
}

boost::json::object json_of(const World& world, const PendingEvent& event) {
  boost::json::object object{{"eventId", event.event_id},
                             {"subscriptionId", 12345},
                             {"portalId", world.behaviour.portal_id},
                             {"appId", world.behaviour.app_id},
                             {"occurredAt", event.occurred_at.time_since_epoch().count()},
                             {"subscriptionType", event.subscription_type},
                             {"attemptNumber", event.attempt},
                             {"objectId", std::strtoll(event.object_id.c_str(), nullptr, 10)},
                             {"changeSource", "CRM_UI"}};
  if (!event.property_name.empty()) {
    object["propertyName"] = event.property_name;
    object["propertyValue"] = event.property_value;
  }
  return object;
}

/// The events that are due, out of `pending`.
std::vector<PendingEvent> take_due(World& world) {
  std::vector<PendingEvent> due;
  std::vector<PendingEvent> later;
  for (PendingEvent& event : world.pending) {
    (event.due <= world.now ? due : later).push_back(std::move(event));
  }
  world.pending = std::move(later);
  for (std::size_t i = 0, n = due.size(); i < n; ++i) {
    if (world.rng.uniform() < world.behaviour.duplicate_share) due.push_back(due[i]);
  }
  if (world.behaviour.reorder) {
    for (std::size_t i = due.size(); i > 1; --i) std::swap(due[i - 1], due[world.rng.below(i)]);
  }
  return due;
}

Outgoing pack(const World& world, std::vector<PendingEvent> events, std::string_view public_base,
              std::string_view target) {
  boost::json::array list;
  for (const PendingEvent& event : events) list.push_back(json_of(world, event));
  Outgoing outgoing{.request = {.method = "POST", .target = std::string(target)},
                    .events = std::move(events)};
  outgoing.request.body = json::compact(list);
  const std::string timestamp = std::to_string(world.now.time_since_epoch().count());
  const std::string uri = std::string(public_base) + std::string(target);
  outgoing.request.headers = {
      {"content-type", "application/json"},
      {"x-hubspot-request-timestamp", timestamp},
      {"x-hubspot-signature-version", "v3"},
      {"x-hubspot-signature-v3",
       sign(world.behaviour.client_secret, "POST", uri, outgoing.request.body, timestamp)}};
  return outgoing;
}

}  // namespace

std::vector<Outgoing> due_webhooks(World& world, std::string_view public_base,
                                   std::string_view target) {
  auto due = take_due(world);
  std::vector<Outgoing> outgoing;
  for (auto at = due.begin(); at != due.end();) {
    const auto left = static_cast<std::size_t>(due.end() - at);
    const auto end = at + static_cast<std::ptrdiff_t>(std::min(left, world.behaviour.batch_max));
    outgoing.push_back(pack(world, {at, end}, public_base, target));
    at = end;
  }
  return outgoing;
}

void record_outcome(World& world, const Outgoing& outgoing, int status) {
  if (status >= 200 && status < 300) return;
  for (PendingEvent event : outgoing.events) {
    if (event.attempt == kRetriesMax) continue;
    // 1, 2, 4, ... minutes: the tenth is sent 17 hours after the first.
    event.due = world.now + kFirstRetry * (1 << event.attempt);
    ++event.attempt;
    world.pending.push_back(std::move(event));
  }
}

std::string sign(std::string_view secret, std::string_view method, std::string_view uri,
                 std::string_view body, std::string_view timestamp) {
  std::string source(method);
  while (!uri.empty()) {
    const auto* const found = std::find_if(kEscapes.begin(), kEscapes.end(), [&](const auto& one) {
      return same_escape(one.first, uri.substr(0, 3));
    });
    source += found == kEscapes.end() ? uri.substr(0, 1) : found->second;
    uri.remove_prefix(found == kEscapes.end() ? 1 : 3);
  }
  source.append(body).append(timestamp);
  return to_base64(hmac_sha256(secret, {source}));
}

}  // namespace gv::hubspot_double
