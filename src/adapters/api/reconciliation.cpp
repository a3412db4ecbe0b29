#include "adapters/api/reconciliation.h"

#include "adapters/api/ad_names.h"

namespace gv::api {
namespace {

std::vector<GapLine> gap_lines(const std::vector<attribution::Gap>& gaps) {
  std::vector<GapLine> lines;
  for (const auto& [cause, minor] : gaps) {
    lines.push_back({std::string(attribution::to_text(cause)), {minor}});
  }
  return lines;
}

ReconciliationLine line_of(const attribution::ReconciledDay& row, const app::NamesById& names) {
  return {.day = format_date(row.day),
          .ad_id = row.ad.text(),
          .ad_name = name_of_ad(names, row.ad.text()),
          .platform = {row.platform_minor},
          .tracked = {row.tracked_minor},
          .crm = {row.crm_minor},
          .cash = {row.cash_minor},
          .platform_minus_tracked = gap_lines(row.platform_minus_tracked),
          .crm_minus_tracked = gap_lines(row.crm_minus_tracked),
          .crm_minus_cash = gap_lines(row.crm_minus_cash)};
}

}  // namespace

Result<ReconciliationAnswer> Reconcile::operator()(const Context& context,
                                                   const ReconciliationRequest& request) const {
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto rows, services.reconcile.run(scope, request.from, request.to));
  std::vector<std::string> ads;
  for (const auto& row : rows) ads.push_back(row.ad.text());
  GV_TRY(const auto names, names_of_ads(services.store, services.tree, scope, ads));
  ReconciliationAnswer answer;
  for (const auto& row : rows) answer.days.push_back(line_of(row, names));
  return answer;
}

}  // namespace gv::api
