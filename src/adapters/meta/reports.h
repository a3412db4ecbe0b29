#pragma once

#include <functional>

#include "adapters/meta/graph.h"
#include "app/ports/ad_reports.h"
#include "base/currency.h"

namespace gv::meta {

/// What Meta tells of one ad account. Asks directly for what is small; what spans more than 30
/// days, or is too much as Meta says, is made as a report there and waited for. Safe to use from
/// several threads where `wait` is.
class Reports final : public app::AdReports {
 public:
  /// `wait`: where the time between two looks at a report goes.
  Reports(GraphConfig config, Currency currency, http_client::Send send,
          std::function<void(Millis)> wait);

  [[nodiscard]] std::string_view name() const override { return "meta"; }
  [[nodiscard]] std::string_view attribution_setting() const override { return "7d_click_1d_view"; }
  app::PlatformReply<std::vector<app::ListedEntity>> list(app::EntityLevel level) override;
  app::PlatformReply<std::vector<app::AdReport>> report(const app::ReportQuestion& question,
                                                        const app::ReportPulse& pulse) override;

 private:
  [[nodiscard]] app::PlatformReply<boost::json::array> rows(const Params& params, bool at_once,
                                                            const app::ReportPulse& pulse) const;
  [[nodiscard]] app::PlatformReply<boost::json::array> made_rows(
      const Params& params, const app::ReportPulse& pulse) const;

  Graph graph_;
  Currency currency_;
  std::function<void(Millis)> wait_;
};

}  // namespace gv::meta
