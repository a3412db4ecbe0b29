#include "adapters/meta_double/crm_events.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"

namespace gv::meta_double {
namespace {

using boost::json::object;

constexpr std::int64_t kPortal = 62515;
constexpr std::int64_t kApp = 54321;

std::string_view hubspot_stage(std::string_view stage) {
  if (stage == "won") return "closedwon";
  return stage == "lost" ? "closedlost" : "appointmentscheduled";
}

/// Whether a fault asks for the next event to be told twice; used up by one.
bool takes_duplicate(Platform& platform) {
  const auto found = std::find_if(platform.faults.begin(), platform.faults.end(),
                                  [](const Fault& fault) { return fault.action == "duplicate"; });
  if (found == platform.faults.end()) return false;
  if (found->share < 1.0 && platform.rng.uniform() >= found->share) return false;
  if (--found->times <= 0) platform.faults.erase(found);
  return true;
}

void file(Platform& platform, CrmEvent event) {
  event.sequence = static_cast<std::int64_t>(platform.events.size()) + 1;
  event.id = event.sequence;
  platform.events.push_back(event);
  if (!takes_duplicate(platform)) return;
  ++event.sequence;
  platform.events.push_back(std::move(event));
}

}  // namespace

void tell_of_deals(Platform& platform, Account& account) {
  const auto& market = account.market;
  const bool direct = platform.scenario.mode == belief::Mode::Direct;
  account.deals.resize(market.size());
  for (std::size_t i = 0; i < market.size(); ++i) {
    auto& told = account.deals[i];
    const auto& deals = market.ads()[i].deals;
    for (std::size_t row = 0; row < deals.size(); ++row) {
      const auto& deal = deals[row];
      const bool is_new = row == told.size();
      if (is_new) told.push_back({platform.next_deal++, -1.0});
      if (told[row].value_minor == deal.value_minor) continue;
      told[row].value_minor = deal.value_minor;
      file(platform,
           {.at = is_new ? deal.counted_at : market.now(),
            .deal = told[row].id,
            .ad_id = account.ad_of[i],
            .click_id = fmt::format("click-{}", told[row].id),
            .click_at = deal.click_at,
            .stage = is_new && !direct ? "counted" : (deal.value_minor > 0.0 ? "won" : "lost"),
            .value_minor = deal.value_minor});
    }
  }
}

object event_json(const CrmEvent& event) {
  const auto minor = round_half_away(event.value_minor);
  const object hubspot{{"eventId", event.id},
                       {"subscriptionId", 12345},
                       {"portalId", kPortal},
                       {"appId", kApp},
                       {"occurredAt", event.at.time_since_epoch().count()},
                       {"subscriptionType", "deal.propertyChange"},
                       {"attemptNumber", 0},
                       {"objectId", event.deal},
                       {"changeSource", "CRM_UI"},
                       {"propertyName", "dealstage"},
                       {"propertyValue", hubspot_stage(event.stage)}};
  return {{"sequence", event.sequence}, {"at_ms", event.at.time_since_epoch().count()},
          {"deal", event.deal},         {"ad_id", event.ad_id},
          {"click_id", event.click_id}, {"click_at_ms", event.click_at.time_since_epoch().count()},
          {"stage", event.stage},       {"value_minor", minor},
          {"hubspot", hubspot}};
}

}  // namespace gv::meta_double
