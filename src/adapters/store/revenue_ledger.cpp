// The ledger of RevenueStore.
#include <optional>
#include <string>

#include "adapters/store/access.h"
#include "adapters/store/revenue_store.h"

#define GV_POSTING_COLUMNS                                                               \
  "id, crm, deal_id, seq, event_key, kind, delta_minor, target_minor, currency, "        \
  "source_delta_minor, source_currency, fx_rate_e9, stage, config_version, confidence, " \
  "adjustment, occurred_at, posted_at, reason"

namespace gv::store {
namespace {

const sql::Statement kPost{
    "revenue_ledger.post",
    "INSERT INTO revenue_ledger (account_id, " GV_POSTING_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
    "$19, $20)"};
const sql::Statement kOfDeal{
    "revenue_ledger.of_deal",
    "SELECT " GV_POSTING_COLUMNS
    " FROM revenue_ledger WHERE account_id = $1 AND crm = $2 AND deal_id = $3 ORDER BY seq"};
const sql::Statement kShare{
    "ledger_allocations.add",
    "INSERT INTO ledger_allocations (account_id, entry_id, ad_id, delta_minor, method, confidence, "
    "posted_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
const sql::Statement kSharesOfDeal{
    "ledger_allocations.of_deal",
    "SELECT l.seq, a.ad_id, a.delta_minor, a.method, a.confidence FROM revenue_ledger AS l "
    "JOIN ledger_allocations AS a ON a.account_id = l.account_id AND a.entry_id = l.id "
    "WHERE l.account_id = $1 AND l.crm = $2 AND l.deal_id = $3 ORDER BY l.seq, a.ad_id"};

app::LedgerPosting posting_of(const sql::Row& row) {
  return {.id = row.get<std::string>(0),
          .crm = row.get<std::string>(1),
          .deal_id = row.get<std::string>(2),
          .seq = row.get<int>(3),
          .event_key = row.get<std::string>(4),
          .kind = row.get<std::string>(5),
          .delta_minor = row.integer(6),
          .target_minor = row.integer(7),
          .currency = row.get<std::string>(8),
          .source_delta_minor = row.get<std::optional<std::int64_t>>(9),
          .source_currency = row.get<std::optional<std::string>>(10),
          .fx_rate_e9 = row.get<std::optional<std::int64_t>>(11),
          .stage = row.get<std::optional<std::string>>(12),
          .config_version = row.integer(13),
          .confidence = row.real(14),
          .adjustment = row.boolean(15),
          .occurred_at = row.time(16),
          .posted_at = row.time(17),
          .reason = row.get<std::string>(18)};
}

std::vector<sql::Param> row_of(const std::string& account, TimePoint now,
                               const app::LedgerPosting& posting) {
  return {account,
          posting.id,
          posting.crm,
          posting.deal_id,
          posting.seq,
          posting.event_key,
          posting.kind,
          posting.delta_minor,
          posting.target_minor,
          posting.currency,
          posting.source_delta_minor,
          posting.source_currency,
          posting.fx_rate_e9,
          posting.stage,
          posting.config_version,
          posting.confidence,
          posting.adjustment,
          posting.occurred_at,
          now,
          posting.reason};
}

}  // namespace

Result<void> RevenueStore::post(app::Transaction& transaction,
                                std::span<const app::LedgerPosting> postings) {
  std::vector<std::vector<sql::Param>> rows;
  for (const auto& posting : postings) {
    rows.push_back(row_of(account_of(transaction), transaction.now(), posting));
  }
  GV_TRY(connection_of(transaction).execute_many(kPost, rows));
  std::vector<std::vector<sql::Param>> shares;
  for (const auto& posting : postings) {
    for (const auto& share : posting.shares) {
      shares.push_back({account_of(transaction), posting.id, share.ad, share.delta_minor,
                        share.method, share.confidence, transaction.now()});
    }
  }
  GV_TRY(connection_of(transaction).execute_many(kShare, shares));
  return {};
}

Result<std::vector<app::LedgerPosting>> RevenueStore::postings_of(app::Transaction& transaction,
                                                                  std::string_view crm,
                                                                  std::string_view deal_id) {
  auto& connection = connection_of(transaction);
  const auto& account = account_of(transaction);
  GV_TRY(auto postings, connection.all(kOfDeal, {account, crm, deal_id}, posting_of));
  auto posting = postings.begin();
  const auto take = [&](const sql::Row& row) -> Result<void> {
    while (posting->seq != row.get<int>(0)) ++posting;
    posting->shares.push_back({.ad = row.get<AdId>(1),
                               .delta_minor = row.integer(2),
                               .method = row.get<std::string>(3),
                               .confidence = row.real(4)});
    return {};
  };
  GV_TRY(connection.each(kSharesOfDeal, {account, crm, deal_id}, take));
  return postings;
}

}  // namespace gv::store
