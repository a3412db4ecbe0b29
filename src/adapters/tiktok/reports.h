#pragma once

#include "adapters/tiktok/advertiser.h"
#include "adapters/tiktok/business_api.h"
#include "app/ports/ad_reports.h"
#include "base/currency.h"

namespace gv::tiktok {

/// What TikTok tells of one advertiser. Days are asked for thirty at a time and hours a day at a
/// time: TikTok gives no more at once. An advertiser whose currency is not the account's has
/// Invalid for an answer to everything. Safe to use from several threads.
class Reports final : public app::AdReports {
 public:
  Reports(ApiConfig config, Currency currency, ApiTools tools)
      : api_(std::move(config), std::move(tools)), advertiser_(api_), currency_(currency) {}

  [[nodiscard]] std::string_view name() const override { return "tiktok"; }
  [[nodiscard]] std::string_view attribution_setting() const override { return "7d_click_1d_view"; }
  app::PlatformReply<std::vector<app::ListedEntity>> list(app::EntityLevel level) override;
  app::PlatformReply<std::vector<app::AdReport>> report(const app::ReportQuestion& question,
                                                        const app::ReportPulse& pulse) override;

 private:
  BusinessApi api_;
  Advertiser advertiser_;
  Currency currency_;
};

}  // namespace gv::tiktok
