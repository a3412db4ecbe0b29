#include "adapters/meta_double/platform.h"

#include <algorithm>

#include "adapters/meta_double/call.h"
#include "adapters/meta_double/delivery.h"

namespace gv::meta_double {
namespace {

constexpr std::uint64_t kStream = 0x4d657461;
/// Ads that clients create deliver as ads of this reserve, drawn like those of the scenario.
constexpr int kCreativeSupply = 256;

market::Scenario prepared(market::Scenario scenario, TimePoint start) {
  scenario.start = std::chrono::floor<Days>(start);
  scenario.creative_supply = std::max(scenario.creative_supply, kCreativeSupply);
  return scenario;
}

}  // namespace

std::string Object::text(std::string_view field) const {
  const auto* const value = fields.if_contains(field);
  return value == nullptr || value->is_null() ? std::string() : text_of(*value);
}

Platform::Platform(market::Scenario from, std::uint64_t from_seed, TimePoint start, Behaviour how)
    : behaviour(std::move(how)),
      scenario(prepared(std::move(from), start)),
      seed(from_seed),
      now(scenario.start),
      rng(from_seed, kStream) {
  for (int i = 0; i < scenario.accounts; ++i) {
    accounts.push_back({.id = std::to_string(i + 1), .market = market::World(scenario, seed, i)});
  }
  for (std::size_t i = 0; i < accounts.size(); ++i) take_over_launches(*this, i);
  advance_to(*this, start);
}

}  // namespace gv::meta_double
