#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/ports/conversion_outbox.h"
#include "app/ports/conversion_sink.h"
#include "app/ports/job_queue.h"
#include "app/ports/sealer.h"
#include "app/ports/settings_source.h"

namespace gv::app {

/// A conversion event as a site's server tells it. Personal; lives within one request.
struct ToldEvent {
  std::string name;                 ///< "Purchase"
  std::optional<std::string> id{};  ///< of the page's own event, so that both count once
  std::optional<TimePoint> at{};    ///< none: now
  std::string action_source{"system_generated"};
  std::string source_url{};
  server_events::PersonFields person{};
  std::optional<std::int64_t> value_minor{};
  std::string custom_data{};  ///< JSON object in one line
  bool limited_use{false};
};

/// What no event may look like. Errors: InvalidInput naming the field.
[[nodiscard]] Result<void> check(const ToldEvent& event, TimePoint now);

struct TakenEvent {
  std::string event_id;
  bool is_new{false};
};

/// Conversion events that servers tell, and what became of all events.
class OutboundDesk {
 public:
  struct Ports {
    Store& store;
    ConversionOutbox& outbox;
    ConversionSinks& sinks;
    JobQueue& jobs;
    const SettingsSource& settings;
    const Sealer& sealer;
    const Clock& clock;
    std::function<std::array<std::uint8_t, 16>()> random;
  };
  explicit OutboundDesk(Ports ports) : ports_(std::move(ports)) {}

  /// Writes an event into the outbox; the same name and id twice is one. Errors: as `check`;
  /// Conflict where the account has no data set.
  Result<TakenEvent> take(const AccountScope& scope, const ToldEvent& event);
  /// Sends one at once, as a test: it shows up on the data set's test page and counts for nothing.
  /// Errors: as `take`; Conflict without a test code or a connection, and for an event that tells
  /// of nobody; ProviderFailed with the platform's own words.
  Result<server_events::Receipt> try_out(const AccountScope& scope, const ToldEvent& event);
  /// Newest first.
  Result<std::vector<OutboxEvent>> list(const AccountScope& scope, const OutboxFilter& filter);

 private:
  [[nodiscard]] std::string new_event_id() const;

  Ports ports_;
};

}  // namespace gv::app
