#include "adapters/store/revenue_store.h"

#include <optional>
#include <string>

#include <boost/json/value.hpp>

#include "adapters/store/access.h"
#include "base/check.h"
#include "io/json/serialize.h"

#define GV_CRM_EVENT_COLUMNS                                                                    \
  "event_key, crm, deal_id, type, stage_key, amount_minor, currency, occurred_at, source_seq, " \
  "received_at, state, raw_ref"
#define GV_DEAL_COLUMNS                                                                     \
  "crm, deal_id, pipeline_key, stage, amount_minor, currency, target_minor, contact_hash, " \
  "credit_weights, flags, occurred_at, closed_at, updated_at"

namespace gv::store {
namespace {

const sql::Statement kAddEvent{"crm_events.add",
                               "INSERT INTO crm_events (account_id, " GV_CRM_EVENT_COLUMNS
                               ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
                               "ON CONFLICT DO NOTHING"};
const sql::Statement kEventsOf{
    "crm_events.of_deal", "SELECT " GV_CRM_EVENT_COLUMNS
                          " FROM crm_events WHERE account_id = $1 AND crm = $2 AND deal_id = $3 "
                          "ORDER BY occurred_at, source_seq, event_key"};
const sql::Statement kSetState{
    "crm_events.set_state",
    "UPDATE crm_events SET state = $5 WHERE account_id = $1 AND crm = $2 AND deal_id = $3 AND "
    "event_key = $4"};
const sql::Statement kDeal{"crm_deals.find",
                           "SELECT " GV_DEAL_COLUMNS
                           " FROM crm_deals WHERE account_id = $1 AND crm = $2 AND deal_id = $3"};
const sql::Statement kPutDeal{
    "crm_deals.put",
    "INSERT INTO crm_deals (account_id, " GV_DEAL_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
    "ON CONFLICT (account_id, crm, deal_id) DO UPDATE SET pipeline_key = excluded.pipeline_key, "
    "stage = excluded.stage, amount_minor = excluded.amount_minor, currency = excluded.currency, "
    "target_minor = excluded.target_minor, contact_hash = excluded.contact_hash, "
    "credit_weights = excluded.credit_weights, flags = excluded.flags, "
    "occurred_at = excluded.occurred_at, closed_at = excluded.closed_at, "
    "updated_at = excluded.updated_at"};
const sql::Statement kDeals{
    "crm_deals.list",
    "SELECT " GV_DEAL_COLUMNS
    " FROM crm_deals WHERE account_id = $1 AND (crm > $2 OR (crm = $2 AND deal_id > $3)) "
    "ORDER BY crm, deal_id LIMIT $4"};

app::CrmEvent event_of(const sql::Row& row) {
  return {.key = row.get<std::string>(0),
          .crm = row.get<std::string>(1),
          .deal_id = row.get<std::string>(2),
          .type = row.get<std::string>(3),
          .stage_key = row.get<std::optional<std::string>>(4),
          .amount_minor = row.get<std::optional<std::int64_t>>(5),
          .currency = row.get<std::optional<std::string>>(6),
          .occurred_at = row.time(7),
          .source_seq = row.integer(8),
          .received_at = row.time(9),
          .state = row.get<std::string>(10),
          .raw_ref = row.get<std::optional<std::string>>(11)};
}

std::optional<std::string> blob_of(const sql::Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.blob(column);
}

/// {"1": [2, 5], "3": [3, 5]}: numerator and denominator of each ad. "{}" of a deal that nobody was
/// credited for.
std::string weights_json(const revenue::CreditSplit& split) {
  boost::json::object weights;
  for (std::size_t i = 0; i < split.ads().size(); ++i) {
    weights[split.ads()[i].text()] = boost::json::array{split.numerators()[i], split.denominator()};
  }
  return split == revenue::CreditSplit() ? "{}" : json::compact(weights);
}

revenue::CreditSplit weights_of(std::string_view text) {
  const auto tree = json::parse(text, "crm_deals.credit_weights");
  GV_CHECK(tree && tree->is_object());
  std::vector<revenue::Credit> credits;
  for (const auto& member : tree->get_object()) {
    const auto& pair = member.value().as_array();
    credits.push_back(
        {AdId(std::string(member.key())), pair.at(0).as_int64(), pair.at(1).as_int64()});
  }
  if (credits.empty()) return {};
  auto split = revenue::CreditSplit::parse(credits);
  GV_CHECK(split);  // written by us, summing to 1
  return *std::move(split);
}

app::CrmDeal deal_of(const sql::Row& row) {
  return {.crm = row.get<std::string>(0),
          .deal_id = row.get<std::string>(1),
          .pipeline_key = row.get<std::string>(2),
          .stage = row.get<std::optional<std::string>>(3),
          .amount_minor = row.get<std::optional<std::int64_t>>(4),
          .currency = row.get<std::optional<std::string>>(5),
          .target_minor = row.integer(6),
          .contact_hash = blob_of(row, 7),
          .credit_weights = weights_of(row.text(8)),
          .flags = row.get<std::string>(9),
          .occurred_at = row.get<std::optional<TimePoint>>(10),
          .closed_at = row.get<std::optional<TimePoint>>(11),
          .updated_at = row.time(12)};
}

sql::Param bytes_param(const std::optional<std::string>& bytes) {
  return bytes ? sql::Param(sql::Blob{*bytes}) : sql::Param(std::nullopt);
}

}  // namespace

Result<std::vector<bool>> RevenueStore::add_events(app::Transaction& transaction,
                                                   std::span<const app::CrmEvent> events) {
  auto& connection = connection_of(transaction);
  std::vector<bool> added;
  for (const auto& event : events) {
    GV_TRY(const auto count,
           connection.execute(
               kAddEvent, {account_of(transaction), event.key, event.crm, event.deal_id, event.type,
                           event.stage_key, event.amount_minor, event.currency, event.occurred_at,
                           event.source_seq, transaction.now(), event.state, event.raw_ref}));
    added.push_back(count == 1);
  }
  return added;
}

Result<std::vector<app::CrmEvent>> RevenueStore::events_of(app::Transaction& transaction,
                                                           std::string_view crm,
                                                           std::string_view deal_id) {
  return connection_of(transaction)
      .all(kEventsOf, {account_of(transaction), crm, deal_id}, event_of);
}

Result<void> RevenueStore::set_event_state(app::Transaction& transaction, std::string_view crm,
                                           std::string_view deal_id, std::string_view key,
                                           std::string_view state) {
  GV_TRY(connection_of(transaction)
             .execute(kSetState, {account_of(transaction), crm, deal_id, key, state}));
  return {};
}

Result<std::optional<app::CrmDeal>> RevenueStore::deal(app::Transaction& transaction,
                                                       std::string_view crm,
                                                       std::string_view deal_id) {
  return connection_of(transaction).first(kDeal, {account_of(transaction), crm, deal_id}, deal_of);
}

Result<void> RevenueStore::put_deal(app::Transaction& transaction, const app::CrmDeal& deal) {
  GV_TRY(connection_of(transaction)
             .execute(kPutDeal, {account_of(transaction), deal.crm, deal.deal_id, deal.pipeline_key,
                                 deal.stage, deal.amount_minor, deal.currency, deal.target_minor,
                                 bytes_param(deal.contact_hash), weights_json(deal.credit_weights),
                                 deal.flags, deal.occurred_at, deal.closed_at, transaction.now()}));
  return {};
}

Result<std::vector<app::CrmDeal>> RevenueStore::deals(app::Transaction& transaction,
                                                      std::string_view after_crm,
                                                      std::string_view after_deal, int limit) {
  return connection_of(transaction)
      .all(kDeals, {account_of(transaction), after_crm, after_deal, limit}, deal_of);
}

}  // namespace gv::store
