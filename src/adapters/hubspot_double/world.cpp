#include "adapters/hubspot_double/world.h"

#include <algorithm>

#include <fmt/format.h>

namespace gv::hubspot_double {
namespace {

constexpr std::uint64_t kStream = 0x68756273;

void queue(World& world, std::string_view type, std::string_view object, std::string_view property,
           std::string_view value) {
  world.pending.push_back({.event_id = world.next_event++,
                           .subscription_type = std::string(type),
                           .object_id = std::string(object),
                           .property_name = std::string(property),
                           .property_value = std::string(value),
                           .occurred_at = world.now,
                           .due = world.now + world.behaviour.webhook_lag});
}

CrmObject* present(World& world, std::string_view id) {
  const auto found = world.deals.find(id);
  return found == world.deals.end() || found->second.archived ? nullptr : &found->second;
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  for (const auto& [one, value] : headers) {
    if (one == name) return value;
  }
  return {};
}

std::string_view Request::path() const {
  return std::string_view(target).substr(0, target.find('?'));
}

std::string_view Request::query() const {
  const auto mark = target.find('?');
  return mark == std::string::npos ? std::string_view() : std::string_view(target).substr(mark + 1);
}

std::optional<std::string_view> CrmObject::value(std::string_view property) const {
  const auto found = properties.find(property);
  if (found == properties.end() || found->second.empty()) return std::nullopt;
  return found->second.back().value;
}

World::World(std::uint64_t from_seed, TimePoint at, Behaviour how)
    : behaviour(std::move(how)), seed(from_seed), start(at), now(at), rng(from_seed, kStream) {
  stages = {{"appointmentscheduled", "Appointment scheduled", "0.2", false},
            {"qualifiedtobuy", "Qualified to buy", "0.4", false},
            {"presentationscheduled", "Presentation scheduled", "0.6", false},
            {"decisionmakerboughtin", "Decision maker bought in", "0.8", false},
            {"contractsent", "Contract sent", "0.9", false},
            {"closedwon", "Closed won", "1.0", true},
            {"closedlost", "Closed lost", "0.0", true}};
}

void seed_objects(World& world) {
  for (int i = 1; i <= 10; ++i) {
    CrmObject contact{.id = std::to_string(500 + i), .created = world.now, .updated = world.now};
    contact.properties["email"] = {{fmt::format("person{}@example.com", i), world.now}};
    contact.properties["phone"] = {{fmt::format("+9715012345{:02}", i), world.now}};
    const std::string id = contact.id;
    world.contacts.emplace(id, std::move(contact));
    const auto stage = world.stages[world.rng.below(5)].id;
    create_deal(world,
                {{"dealname", fmt::format("Deal {}", i)},
                 {"pipeline", "default"},
                 {"dealstage", stage},
                 {"amount", std::to_string(1000 * (1 + world.rng.below(10)))}},
                {id});
  }
  world.pending.clear();  // what was there before anybody subscribed
}

std::string create_deal(World& world, const std::map<std::string, std::string>& properties,
                        std::vector<std::string> contacts) {
  CrmObject deal{.id = std::to_string(world.next_object++),
                 .contacts = std::move(contacts),
                 .created = world.now};
  const std::string id = deal.id;
  world.deals.emplace(id, std::move(deal));
  queue(world, "deal.creation", id, "", "");
  for (const auto& [property, value] : properties) change_deal(world, id, property, value);
  return id;
}

bool change_deal(World& world, std::string_view id, const std::string& property,
                 const std::string& value) {
  CrmObject* const deal = present(world, id);
  if (deal == nullptr) return false;
  deal->properties[property].push_back({value, world.now});
  deal->updated = world.now;
  queue(world, "deal.propertyChange", id, property, value);
  return true;
}

bool delete_deal(World& world, std::string_view id) {
  CrmObject* const deal = present(world, id);
  if (deal == nullptr) return false;
  deal->archived = true;
  queue(world, "deal.deletion", id, "", "");
  return true;
}

}  // namespace gv::hubspot_double
