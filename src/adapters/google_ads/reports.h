#pragma once

#include "adapters/google_ads/rest.h"
#include "app/ports/ad_reports.h"
#include "base/currency.h"

namespace gv::google_ads {

/// What Google Ads tells of one customer: a list is one query, a report one for every 10,000 rows,
/// with a pulse after each. Safe to use from several threads.
class Reports final : public app::AdReports {
 public:
  Reports(Rest rest, Currency currency) : rest_(std::move(rest)), currency_(currency) {}

  [[nodiscard]] std::string_view name() const override { return "google"; }
  /// Of Google's conversion actions by default; each may have another.
  [[nodiscard]] std::string_view attribution_setting() const override { return "30d_click"; }
  app::PlatformReply<std::vector<app::ListedEntity>> list(app::EntityLevel level) override;
  app::PlatformReply<std::vector<app::AdReport>> report(const app::ReportQuestion& question,
                                                        const app::ReportPulse& pulse) override;

 private:
  Rest rest_;
  Currency currency_;
};

}  // namespace gv::google_ads
