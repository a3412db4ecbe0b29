#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// Where an event is on its way to a platform. Only Pending ever changes.
enum class OutboxState {
  Pending,
  Sent,
  Suppressed,  ///< it may not be sent, or nobody would be found by it
  Expired,     ///< too old for the platform
  Rejected,    ///< the platform will never take it
};
[[nodiscard]] std::string_view to_text(OutboxState state);
/// Errors: InvalidInput.
[[nodiscard]] Result<OutboxState> parse_outbox_state(std::string_view text, std::string_view where);

/// What is known of the last attempt.
struct OutboxNote {
  std::string reason{};    ///< why it is not sent; empty: it is
  std::string trace_id{};  ///< by which the platform finds the request
  int match_quality{0};    ///< in [0, 100]
};

/// A conversion event for a platform.
struct OutboxEvent {
  std::string id;  ///< UUID, of what caused it: the same cause has the same id
  std::string platform{"meta"};
  std::string dataset_id;
  std::string name;      ///< "Purchase"
  std::string event_id;  ///< the platform counts one of each name and event id
  TimePoint at{};
  std::string sealed_payload{};  ///< bytes; empty once it is settled
  OutboxState state{OutboxState::Pending};
  int attempts{0};
  TimePoint next_attempt_at{};
  std::optional<TimePoint> sent_at{};
  std::optional<OutboxNote> note{};
  TimePoint created_at{};  ///< set by the store
};

struct OutboxCursor {
  TimePoint created_at{};
  std::string id;
};

struct OutboxFilter {
  std::optional<OutboxState> state{};
  std::optional<std::string> name{};
  std::optional<OutboxCursor> before{};
  int limit{50};
};

/// Events that platforms are to be told, written where their cause is written. At most one of a
/// data set has the same name and event id.
class ConversionOutbox {
 public:
  virtual ~ConversionOutbox() = default;

  /// False when there is one of this id, or of this name and event id.
  virtual Result<bool> add(Transaction& transaction, const OutboxEvent& event) = 0;
  virtual Result<std::optional<OutboxEvent>> find(Transaction& transaction,
                                                  std::string_view id) = 0;
  /// Other words for the same event, as long as it is pending.
  virtual Result<void> replace_payload(Transaction& transaction, std::string_view id,
                                       std::string_view sealed) = 0;
  /// Pending ones whose time has come, by it; at most `limit`.
  virtual Result<std::vector<OutboxEvent>> due(Transaction& transaction, int limit) = 0;
  /// All pending ones after `id`, ascending by id.
  virtual Result<std::vector<OutboxEvent>> pending(Transaction& transaction, std::string_view after,
                                                   int limit) = 0;
  /// State, attempts, times and note of one that is pending until now; with the end its payload
  /// goes. False when it was not pending any more.
  virtual Result<bool> settle(Transaction& transaction, const OutboxEvent& event) = 0;
  /// All pending ones are due now.
  virtual Result<void> wake(Transaction& transaction) = 0;
  /// When the next one is due.
  virtual Result<std::optional<TimePoint>> next_due(Transaction& transaction) = 0;
  /// Newest first.
  virtual Result<std::vector<OutboxEvent>> list(Transaction& transaction,
                                                const OutboxFilter& filter) = 0;
};

}  // namespace gv::app
