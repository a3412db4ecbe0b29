#include "adapters/store/inbound_events.h"

#include <optional>
#include <string>

#include "adapters/store/access.h"

namespace gv::store {
namespace {

const sql::Statement kAddInbound{
    "capi_inbound.add",
    "INSERT INTO capi_inbound (account_id, event_name, event_id, event_time, received_at, "
    "payload_enc, status) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING"};
const sql::Statement kFindInbound{
    "capi_inbound.find",
    "SELECT event_name, event_id, event_time, payload_enc, status, conversion_id, error "
    "FROM capi_inbound WHERE account_id = $1 AND event_name = $2 AND event_id = $3"};
const sql::Statement kSettleInbound{
    "capi_inbound.settle",
    "UPDATE capi_inbound SET status = $4, conversion_id = $5, error = $6, payload_enc = $7 "
    "WHERE account_id = $1 AND event_name = $2 AND event_id = $3"};

app::InboundEvent inbound_of(const sql::Row& row) {
  return {.name = row.get<std::string>(0),
          .id = row.get<std::string>(1),
          .at = row.time(2),
          .sealed_payload = row.blob(3),
          .status = row.get<std::string>(4),
          .conversion_id = row.get<std::optional<std::string>>(5),
          .error = row.get<std::optional<std::string>>(6)};
}

}  // namespace

Result<bool> InboundEvents::add(app::Transaction& transaction, const app::InboundEvent& event) {
  GV_TRY(const auto added,
         connection_of(transaction)
             .execute(kAddInbound,
                      {account_of(transaction), event.name, event.id, event.at, transaction.now(),
                       sql::Blob{event.sealed_payload}, event.status}));
  return added == 1;
}

Result<std::optional<app::InboundEvent>> InboundEvents::find(app::Transaction& transaction,
                                                             std::string_view name,
                                                             std::string_view id) {
  return connection_of(transaction)
      .first(kFindInbound, {account_of(transaction), name, id}, inbound_of);
}

Result<void> InboundEvents::settle(app::Transaction& transaction, const app::InboundEvent& event) {
  GV_TRY(connection_of(transaction)
             .execute(kSettleInbound, {account_of(transaction), event.name, event.id, event.status,
                                       event.conversion_id, event.error, sql::Blob{""}}));
  return {};
}

}  // namespace gv::store
