#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/api/tracking_routes.h"
#include "adapters/capi/capi_format.h"
#include "adapters/store/account_keys.h"
#include "adapters/store/clicks.h"
#include "adapters/store/inbound_events.h"
#include "adapters/store/learning_log.h"
#include "adapters/store/personal_data.h"
#include "adapters/store/persons.h"
#include "adapters/store/platform_reports.h"
#include "app/access/account_book.h"
#include "app/fold_deal.h"
#include "app/tracking/forget_expired.h"
#include "app/tracking/match_inbound.h"
#include "cli/serving_parts.h"

namespace gv::cli {

/// From a click to an ad's credit, and what people may ask about themselves.
struct TrackingParts {
  /// What is passed outlives it.
  TrackingParts(app::Store& store, Repositories& tables, const app::AccountBook& book,
                app::FoldDeal& fold, const app::Sealer& sealer, const Clock& clock,
                std::vector<std::string> capi_secrets);

  /// For the routes.
  [[nodiscard]] api::TrackingServices services(app::OutboundDesk& outbound);

 private:
  struct Secrets final : app::WebhookSecrets {
    explicit Secrets(std::vector<std::string> active) : capi(std::move(active)) {}
    [[nodiscard]] std::vector<std::string> active(std::string_view source) const override {
      return source == "capi" ? capi : std::vector<std::string>();
    }
    const std::vector<std::string> capi;
  };

  app::Store& store_;
  app::AdTree& tree_;
  Secrets secrets_;
  const capi::CapiFormat format_{};
  store::InboundEvents inbound_events_{};
  store::AccountKeys account_keys_{};
  store::Clicks clicks_{};
  store::Persons persons_{};
  store::PersonalData personal_{};
  store::PlatformReports reports_{};
  store::LearningLog learning_{};
  app::KeyRings keys_;
  app::PersonBook book_;
  app::ForgetSchedule schedule_;
  app::TrackClick track_;
  app::AttributeConversion attribute_;
  app::ConversionReader reader_;
  app::OverrideCredit override_credit_;
  app::EraseEvents erase_events_;
  app::Privacy privacy_;
  app::ReconcileRevenue reconcile_;
  app::SetCrmValues crm_values_;
  app::ReceiveInbound inbound_;

 public:
  app::ForgetExpired forget_expired;
  app::MatchInbound match_inbound;
};

}  // namespace gv::cli
