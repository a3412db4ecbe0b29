#include "app/tracking/receive_inbound.h"

namespace gv::app {
namespace {

NewJob match_job(const RandomBytes& random, TimePoint now, const ToldConversion& event) {
  return {.id = new_id(random, now),
          .name = std::string(kInboundQueue),
          .priority = 6,
          .retry_limit = 10,
          .backoff = Millis{2'000},
          .expire_in = Millis{60'000},
          .ordering_key = event.name + "|" + event.id};
}

}  // namespace

Result<InboundReceipt> ReceiveInbound::run(const AccountId& account,
                                           const InboundDelivery& delivery) {
  GV_TRY(ports_.format.verify(delivery, ports_.secrets.active("capi"), ports_.clock.now()));
  if (!ports_.settings.settings(account)) {
    return fail(ErrorCode::Unauthenticated, "signature", "invalid_signature");
  }
  GV_TRY(const auto batch, ports_.format.read(delivery.body));
  const auto scope = AccountScope::of_system(account, SystemTask::Webhook);
  return ports_.store.write(scope,
                            [&](Transaction& transaction) { return keep(transaction, batch); });
}

Result<InboundReceipt> ReceiveInbound::keep(Transaction& transaction, const InboundBatch& batch) {
  InboundReceipt receipt{.ignored = static_cast<std::int64_t>(batch.ignored)};
  std::vector<NewJob> jobs;
  for (const auto& event : batch.events) {
    const InboundEvent kept{.name = event.name,
                            .id = event.id,
                            .at = event.at,
                            .sealed_payload = ports_.sealer.seal(transaction.scope().account(),
                                                                 kInboundPayload, event.payload)};
    GV_TRY(const bool is_new, ports_.events.add(transaction, kept));
    ++(is_new ? receipt.accepted : receipt.duplicates);
    if (is_new) jobs.push_back(match_job(ports_.random, transaction.now(), event));
  }
  GV_TRY(ports_.jobs.enqueue(transaction, jobs));
  return receipt;
}

}  // namespace gv::app
