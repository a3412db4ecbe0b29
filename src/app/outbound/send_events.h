#pragma once

#include <string_view>
#include <vector>

#include "app/outbound/match_data.h"
#include "app/ports/conversion_outbox.h"
#include "app/ports/conversion_sink.h"
#include "app/ports/event_log.h"
#include "app/ports/job_handler.h"
#include "app/ports/settings_source.h"

namespace gv::app {

/// Sends an account's conversion events, and plans the next sending for when one will be due. What
/// is sent twice, because a process died between sending and writing so, has the same event id both
/// times and counts once. Nothing waits longer than the platform would take it.
class SendEvents final : public JobHandler {
 public:
  struct Ports {
    Store& store;
    ConversionOutbox& outbox;
    ConversionSinks& sinks;
    MatchData& match;
    JobQueue& jobs;
    EventLog& log;
    const SettingsSource& settings;
    const Sealer& sealer;
    const Clock& clock;
  };
  explicit SendEvents(const Ports& ports) : ports_(ports) {}

  [[nodiscard]] std::string_view queue() const override;
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;

  /// Takes up to kBatchMax events that are due; how many. Errors: those of the store, after which
  /// events that were sent may be sent again.
  Result<std::size_t> round(const AccountScope& scope, const JobPulse& pulse);

 private:
  /// An event that is due, and what becomes of it.
  struct Item {
    OutboxEvent row;
    ServerEvent event{};
    bool is_to_send{false};
    std::optional<server_events::Fate> fate{};  ///< of one that was sent
  };

  Result<std::vector<Item>> take(Transaction& transaction);
  Result<Item> item_of(Transaction& transaction, OutboxEvent row);
  Result<void> fill(Transaction& transaction, Item& item, const AccountSettings& settings);
  Result<void> send(const AccountScope& scope, std::vector<Item>& items, const JobPulse& pulse);
  void take_fate(const server_events::Delivery& delivery, Item& item) const;
  Result<void> settle(Transaction& transaction, const std::vector<Item>& items);

  Ports ports_;
};

}  // namespace gv::app
