#pragma once

#include <cstdint>

#include "app/access/secrets.h"
#include "app/ports/crm_webhook.h"
#include "app/ports/inbound_events.h"
#include "app/ports/job_queue.h"
#include "app/ports/sealer.h"
#include "app/ports/settings_source.h"
#include "app/ports/store.h"
#include "app/tracking/inbound_format.h"

namespace gv::app {

/// Where the payload of an inbound event is sealed for.
inline constexpr std::string_view kInboundPayload = "capi_inbound.payload_enc";
/// The queue of jobs that match one event each; the ordering key names it.
inline constexpr std::string_view kInboundQueue = "attribution-matching";

/// What became of the events of one delivery.
struct InboundReceipt {
  std::int64_t accepted{0};
  std::int64_t duplicates{0};
  std::int64_t ignored{0};
};

/// Takes conversion events: verified on their raw bytes, each on disk once together with the job
/// that will attribute it.
class ReceiveInbound {
 public:
  struct Ports {
    Store& store;
    InboundEvents& events;
    JobQueue& jobs;
    const InboundFormat& format;
    const WebhookSecrets& secrets;
    const SettingsSource& settings;
    const Sealer& sealer;
    RandomBytes random;
    const Clock& clock;
  };
  explicit ReceiveInbound(Ports ports) : ports_(std::move(ports)) {}

  /// Errors: Unauthenticated, also for an account that does not exist; UnusableInput, InvalidInput
  /// for a verified body that is no list of events; those of the store, after which the sender has
  /// to send everything again.
  Result<InboundReceipt> run(const AccountId& account, const InboundDelivery& delivery);

 private:
  Result<InboundReceipt> keep(Transaction& transaction, const InboundBatch& batch);

  Ports ports_;
};

}  // namespace gv::app
