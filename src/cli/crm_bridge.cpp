#include "cli/crm_bridge.h"

#include <vector>

#include "base/money.h"

namespace gv::cli {
namespace {

std::string_view stage_id(std::string_view stage) {
  if (stage == "won") return "closedwon";
  return stage == "lost" ? "closedlost" : "appointmentscheduled";
}

/// A person nobody has seen before, with the click that brought them.
std::string add_contact(hubspot_double::World& portal, const meta_double::CrmEvent& event) {
  hubspot_double::CrmObject contact{
      .id = std::to_string(portal.next_object++), .created = event.at, .updated = event.at};
  contact.properties["gv_click_id"] = {{event.click_id, event.at}};
  contact.properties["email"] = {{"buyer" + contact.id + "@example.com", event.at}};
  const auto id = contact.id;
  portal.contacts.emplace(id, std::move(contact));
  return id;
}

}  // namespace

TimePoint PlatformClock::now() const {
  TimePoint now;
  platform_.with([&](const meta_double::Platform& platform) { now = platform.now; });
  return now;
}

void CrmBridge::step() {
  std::vector<meta_double::CrmEvent> fresh;
  std::optional<Currency> currency;
  platform_.with([&](const meta_double::Platform& platform) {
    currency = platform.behaviour.currency;
    const auto first = platform.events.begin() + static_cast<std::ptrdiff_t>(carried_);
    fresh.assign(first, platform.events.end());
  });
  if (fresh.empty()) return;
  portal_.with([&](hubspot_double::World& portal) {
    for (const auto& event : fresh) carry(portal, event, *currency);
  });
  carried_ += fresh.size();
}

void CrmBridge::carry(hubspot_double::World& portal, const meta_double::CrmEvent& event,
                      const Currency& currency) {
  const std::string stage(stage_id(event.stage));
  const auto known = deals_.find(event.deal);
  if (known == deals_.end()) {
    const auto contact = add_contact(portal, event);
    deals_[event.deal] =
        hubspot_double::create_deal(portal,
                                    {{"dealname", "Deal " + std::to_string(event.deal)},
                                     {"pipeline", "default"},
                                     {"dealstage", stage}},
                                    {contact});
  } else {
    hubspot_double::change_deal(portal, known->second, "dealstage", stage);
  }
  if (event.stage != "won") return;
  hubspot_double::change_deal(portal, deals_[event.deal], "amount",
                              format_major_plain(round_half_away(event.value_minor), currency));
}

}  // namespace gv::cli
