#pragma once

#include "contract/crm_portal.h"

#include "adapters/capi/capi_format.h"
#include "adapters/sealing/master_key.h"
#include "adapters/store/account_keys.h"
#include "adapters/store/ad_states.h"
#include "adapters/store/audit_log.h"
#include "adapters/store/clicks.h"
#include "adapters/store/event_log.h"
#include "adapters/store/inbound_events.h"
#include "adapters/store/learning_log.h"
#include "adapters/store/personal_data.h"
#include "adapters/store/persons.h"
#include "adapters/store/platform_reports.h"
#include "app/tracking/attribute_conversion.h"
#include "app/tracking/forget_expired.h"
#include "app/tracking/match_inbound.h"
#include "app/tracking/override_credit.h"
#include "app/tracking/privacy.h"
#include "app/tracking/reconcile_revenue.h"
#include "app/tracking/set_crm_values.h"
#include "app/tracking/track_click.h"

namespace gv::contract {

/// From a click to an ad's money, over the real repositories and any store. The currency is AED.
class TrackingDesk {
 public:
  TrackingDesk(app::Store& store, const Clock& clock, const std::string& dataset_id = "");

  /// A click with consent for everything.
  [[nodiscard]] static attribution::ClickReport click_on(std::string ad, std::string click_id,
                                                         std::string visitor = "");
  [[nodiscard]] static app::ConversionReport purchase(std::string id, TimePoint at,
                                                      std::int64_t value_minor);

  Result<app::ClickTaken> click(const app::AccountScope& scope,
                                const attribution::ClickReport& report) {
    return track.run(scope, report, "");
  }
  /// The account gets ads of these names.
  void add_ads(const app::AccountScope& scope, sql::Database& database,
               std::initializer_list<std::string> names);
  /// What the ledger of a deal gives to each ad, "ad=minor" in order of ad.
  [[nodiscard]] std::string shares(const app::AccountScope& scope, std::string_view crm,
                                   std::string_view deal);
  [[nodiscard]] std::vector<app::RecordedCredits> credits(const app::AccountScope& scope,
                                                          std::string_view conversion_id);

  CrmPortal portal;
  store::Clicks clicks{};
  store::Persons persons{};
  store::AccountKeys account_keys{};
  store::EventLog log{};
  store::AuditLog audit{};
  store::PersonalData personal{};
  store::PlatformReports reports{};
  store::InboundEvents inbound_events{};
  const capi::CapiFormat format{};
  const OneSecret secrets{};
  store::LearningLog learning{};
  store::AdStates ads{};
  const sealing::MasterKey& sealer;
  app::RandomBytes random;
  app::KeyRings keys;
  app::ForgetSchedule schedule;
  app::PersonBook book{persons, clicks};
  app::TrackClick track;
  app::AttributeConversion attribute;
  app::OverrideCredit override_credit;
  app::EraseEvents erase_events;
  app::Privacy privacy;
  app::ForgetExpired forget;
  app::ReconcileRevenue reconcile;
  app::SetCrmValues crm_values;
  app::ReceiveInbound inbound;
  app::MatchInbound match;

 private:
  app::Store& store_;
  const Clock& clock_;
};

}  // namespace gv::contract
