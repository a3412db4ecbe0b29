#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// Something that happened, as it is told to the log.
struct NewEvent {
  std::string type;  ///< "ledger.posted"
  TimePoint occurred_at{};
  std::optional<std::string> subject_type{};
  std::optional<std::string> subject_id{};
  int version{1};      ///< of the payload's form
  std::string source;  ///< who tells: "hubspot", "decide"
  /// The source's own name of the fact. With it, the log takes the fact once.
  std::optional<std::string> source_key{};
  std::optional<std::string> trace_id{};
  std::string payload{"{}"};  ///< JSON; the store may reorder its keys
};

/// The same, recorded.
struct Event {
  std::int64_t seq{0};  ///< 1, 2, 3, ... within the account, without gaps
  TimePoint recorded_at{};
  NewEvent fact{};
};

/// Each account's log: append-only, in one order, the only input of projections. Order of commit is
/// order of `seq`, so whoever reads "after seq n" never misses one.
class EventLog {
 public:
  virtual ~EventLog() = default;

  /// Appends the facts; the seq of each, 0 for one whose (source, source_key) is known already.
  /// Holds the account's log until the transaction ends, so it comes last in it.
  /// Errors: InvalidInput (no such account, a payload that is not JSON).
  virtual Result<std::vector<std::int64_t>> append(Transaction& transaction,
                                                   std::span<const NewEvent> facts) = 0;

  /// Up to `limit` events after `seq`, ascending.
  virtual Result<std::vector<Event>> after(Transaction& transaction, std::int64_t seq,
                                           int limit) = 0;
  /// As `after`, of one type.
  virtual Result<std::vector<Event>> of_type_after(Transaction& transaction, std::string_view type,
                                                   std::int64_t seq, int limit) = 0;

  /// The seq of the newest event; 0 of an empty log.
  virtual Result<std::int64_t> last_seq(Transaction& transaction) = 0;

  /// How far a consumer has come; 0 when it is new.
  virtual Result<std::int64_t> offset(Transaction& transaction, std::string_view consumer) = 0;
  virtual Result<void> set_offset(Transaction& transaction, std::string_view consumer,
                                  std::int64_t seq) = 0;
};

}  // namespace gv::app
