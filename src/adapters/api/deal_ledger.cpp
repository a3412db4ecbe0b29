#include "adapters/api/deal_ledger.h"

#include "app/fold_deal.h"
#include "io/json/json.h"

namespace gv::api {
namespace {

LedgerLine line_of(const app::LedgerPosting& row) {
  LedgerLine line{.entry_id = row.id,
                  .seq = row.seq,
                  .event_key = row.event_key,
                  .kind = row.kind,
                  .delta = {row.delta_minor},
                  .target = {row.target_minor},
                  .stage = row.stage,
                  .config_version = row.config_version,
                  .confidence = row.confidence,
                  .adjustment = row.adjustment,
                  .occurred_at = row.occurred_at,
                  .posted_at = row.posted_at,
                  .reason = row.reason,
                  .allocations = {}};
  for (const auto& share : row.shares) {
    line.allocations.push_back(
        {share.ad.text(), {share.delta_minor}, share.method, share.confidence});
  }
  return line;
}

Result<std::vector<std::string>> texts_of(const std::string& list) {
  GV_TRY(const auto parsed, json::parse(list, "crm_deals.flags"));
  std::vector<std::string> texts;
  for (const auto& text : parsed.as_array()) texts.emplace_back(text.as_string());
  return texts;
}

Result<DealLedgerAnswer> answer_of(const app::CrmDeal& deal,
                                   const std::vector<app::LedgerPosting>& postings,
                                   Currency currency) {
  DealLedgerAnswer answer{
      .deal_id = deal.deal_id, .crm = deal.crm, .stage = deal.stage, .updated_at = deal.updated_at};
  GV_TRY(answer.flags, texts_of(deal.flags));
  if (deal.amount_minor && deal.currency == currency.code()) answer.amount = {*deal.amount_minor};
  for (const auto& row : postings) {
    answer.balance.minor += row.delta_minor;
    answer.entries.push_back(line_of(row));
  }
  return answer;
}

}  // namespace

Result<DealLedgerAnswer> ShowDealLedger::operator()(const Context& context,
                                                    const DealRequest& request) const {
  const bool names_crm = request.id.find(':') != std::string::npos;
  GV_TRY(const auto key, app::parse_deal_key(names_crm ? request.id : "hubspot:" + request.id));
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  const auto read = [&](app::Transaction& transaction) -> Result<DealLedgerAnswer> {
    GV_TRY(const auto deal, services.revenue.deal(transaction, key.first, key.second));
    if (!deal) {
      return fail(ErrorCode::NotFound, "id", "There is no deal \"" + request.id + "\".");
    }
    GV_TRY(const auto rows, services.revenue.postings_of(transaction, key.first, key.second));
    return answer_of(*deal, rows, context.form.currency);
  };
  return services.store.read(scope, read);
}

}  // namespace gv::api
