#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "adapters/hubspot_double/server.h"
#include "adapters/meta_double/server.h"
#include "base/time.h"

namespace gv::cli {

/// A simulated Meta's time, for a portal that lives beside it.
class PlatformClock : public Clock {
 public:
  explicit PlatformClock(meta_double::PlatformServer& platform) : platform_(platform) {}
  [[nodiscard]] TimePoint now() const override;

 private:
  meta_double::PlatformServer& platform_;
};

/// Carries what became of the simulated market's deals into a simulated CRM, which tells of it by
/// webhooks. A deal has one contact, whose `gv_click_id` is the click it came from; its amount is
/// what it paid, so there is none before it is won. One thread at a time.
class CrmBridge {
 public:
  /// Both outlive it.
  CrmBridge(meta_double::PlatformServer& platform, hubspot_double::PortalServer& portal)
      : platform_(platform), portal_(portal) {}

  /// Carries over what is new.
  void step();

 private:
  void carry(hubspot_double::World& portal, const meta_double::CrmEvent& event,
             const Currency& currency);

  meta_double::PlatformServer& platform_;
  hubspot_double::PortalServer& portal_;
  std::size_t carried_{0};
  std::map<std::int64_t, std::string> deals_;  ///< of the portal, by those of the market
};

}  // namespace gv::cli
