#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/ports/ad_platform.h"
#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"
#include "core/execute/approval.h"
#include "core/execute/change_state.h"
#include "core/execute/rate.h"

namespace gv::app {

using execute::ChangeOutcome;
using execute::ChangeState;
using execute::ChangeType;

/// A thing that a change makes. Ids of what it belongs to are the platform's, or come from the
/// changes that make those.
struct NewEntity {
  std::string name;
  std::string parent_id{};
  std::string parent_change{};
  std::string creative_id{};
  std::string creative_change{};
  std::optional<std::int64_t> daily_budget_minor{};
  std::string fields{"{}"};    ///< as `CreateEntity::fields`
  std::string asset_id{};      ///< of a video: our file of it
  std::string our_creative{};  ///< of an ad: the creative of this account that it shows
  friend bool operator==(const NewEntity&, const NewEntity&) = default;
};

/// Always absolute: a daily budget in minor units, a status, a thing to make. Nothing: not known.
using ChangeValue = std::variant<std::monostate, std::int64_t, EntityStatus, NewEntity>;

enum class Approval { None, Required, Approved, Rejected };
[[nodiscard]] std::string_view to_text(Approval approval);
/// Errors: InvalidInput.
Result<Approval> parse_approval(std::string_view text, std::string_view where);

/// Why a change is not done yet, or never will be.
struct ChangeTrouble {
  std::string reason;  ///< an error class, or "held", "rate_limit", "velocity", "no_connection"
  std::string message;
  int code{0};  ///< of the platform; 0: none
  int subcode{0};
  std::string trace_id{};
  friend bool operator==(const ChangeTrouble&, const ChangeTrouble&) = default;
};

/// The right to write a change: lost when it runs out and another worker takes the change.
struct ChangeLease {
  std::string owner;
  std::int64_t token{0};
  std::optional<TimePoint> until{};
};

/// One change of one field of one thing.
struct AdChange {
  std::string id;  ///< UUIDv7
  std::string platform;
  /// "new:<change>" until the platform named what that change makes.
  EntityRef entity;
  std::string campaign_id{};  ///< empty: not known
  ChangeType type{ChangeType::Budget};
  std::string field;  ///< "daily_budget", "status", "create"
  ChangeValue current{};
  ChangeValue expected_old{};  ///< nothing: whatever is there may be overwritten
  ChangeValue requested{};
  execute::Priority priority{execute::Priority::Increase};
  std::optional<std::string> plan_id{};
  int tranche{0};                         ///< 1, 2, ... of a plan; 0: whole
  std::vector<std::string> depends_on{};  ///< changes that have to be completed before
  std::optional<double> dither_factor{};
  bool dry_run{false};
  bool resumes{false};  ///< of a budget: nothing of its unit runs, it comes back with this one
  ChangeState state{ChangeState::Pending};
  std::optional<ChangeOutcome> outcome{};
  Approval approval{Approval::None};
  std::optional<std::string> approved_by{};
  std::optional<TimePoint> approved_at{};
  TimePoint not_before{};
  std::optional<TimePoint> expires_at{};
  std::string source;        ///< "decision", "user", "publish", "emergency_stop", "executor"
  std::string triggered_by;  ///< "user:<id>", "api_key:<id>", "system"
  std::optional<std::string> decision_id{};
  std::optional<double> confidence{};
  std::string reason{};
  std::string key;  ///< one change for each in an account
  ChangeLease lease{};
  int attempts{0};  ///< that were sent
  int attempts_max{8};
  std::optional<TimePoint> sent_at{};
  ChangeValue read_back{};
  std::optional<ChangeTrouble> trouble{};
  TimePoint created_at{};  ///< set by the store
};

/// Stands for what a change makes, as long as the platform has not named it.
[[nodiscard]] std::string id_until_made(std::string_view change_id);
/// The change in such an id; empty for one of a platform.
[[nodiscard]] std::string_view change_that_makes(std::string_view entity_id);

struct AddedChange {
  std::string id;
  bool added{false};  ///< false: the key is known, this is the change that has it
};

struct ChangeClaim {
  std::string worker;
  int batch{10};  ///< >= 1
  Millis lease{120'000};
  /// Only as urgent as this or more; what else is due stays.
  execute::Priority priority_max{execute::Priority::Create};
  bool uploads{false};  ///< videos to make, which take minutes; else everything but those
};

/// A status that one of our changes gave an ad, read back from the platform.
struct AdStatusSet {
  std::string ad_id;  ///< "meta:123"
  EntityStatus status{EntityStatus::Paused};
  std::string source;                             ///< of the change
  ChangeOutcome outcome{ChangeOutcome::Applied};  ///< AlreadyApplied: somebody else was first
  std::optional<std::string> decision_id{};
  TimePoint at{};  ///< when it was read back
};

struct ChangeCursor {
  TimePoint created_at{};
  std::string id;
};

/// Newest first; what is empty does not choose.
struct ChangeFilter {
  std::optional<ChangeState> state{};
  std::optional<Approval> approval{};
  std::string platform{};
  std::string entity_id{};
  std::string campaign_id{};
  std::string plan_id{};  ///< a UUID
  std::optional<ChangeCursor> before{};
  int limit{50};
};

/// What happens to a change that no worker has.
enum class ChangeMove {
  Approve,    ///< awaiting_approval -> pending
  Reject,     ///< awaiting_approval -> rejected
  Cancel,     ///< awaiting_approval, pending -> cancelled
  Supersede,  ///< awaiting_approval, pending -> superseded
  Retry,      ///< dead_letter -> pending, with a new count of attempts
  LookFor,    ///< dead_letter -> verifying: of a create, whose thing may be there by now
};

/// The queue of changes.
class AdChanges {
 public:
  virtual ~AdChanges() = default;

  /// Adds those whose key is new; in order, what has each key now.
  virtual Result<std::vector<AddedChange>> add(Transaction& transaction,
                                               std::span<const AdChange> changes) = 0;
  virtual Result<std::optional<AdChange>> find(Transaction& transaction, std::string_view id) = 0;
  virtual Result<std::vector<AdChange>> list(Transaction& transaction,
                                             const ChangeFilter& filter) = 0;
  /// Those of one thing that wait: awaiting_approval and pending.
  virtual Result<std::vector<AdChange>> waiting(Transaction& transaction, std::string_view platform,
                                                std::string_view entity_id) = 0;
  /// How many are in each state.
  virtual Result<std::map<ChangeState, std::int64_t>> counts(Transaction& transaction) = 0;
  /// Of ads, since `since`: completed, no rehearsals; newest first.
  virtual Result<std::vector<AdStatusSet>> statuses_set(Transaction& transaction,
                                                        TimePoint since) = 0;
  /// The newest change of each field of each thing that was completed since `since`, no creates and
  /// no rehearsals; at most `limit`, the newest ones.
  virtual Result<std::vector<AdChange>> last_set(Transaction& transaction, TimePoint since,
                                                 int limit) = 0;
  /// Every change in flight.
  virtual Result<std::vector<AdChange>> in_flight(Transaction& transaction) = 0;

  /// Takes due pending changes, the most urgent first, one of each field of a thing and none whose
  /// field is in flight. Errors: Conflict when another worker was quicker: claim again.
  virtual Result<std::vector<AdChange>> claim(Transaction& transaction,
                                              const ChangeClaim& request) = 0;
  /// Takes changes whose time to be read back has come.
  virtual Result<std::vector<AdChange>> claim_to_verify(Transaction& transaction,
                                                        const ChangeClaim& request) = 0;
  /// Takes back what workers that are gone had: claimed -> pending, the rest -> verifying; how
  /// many.
  virtual Result<std::int64_t> reap(Transaction& transaction) = 0;
  /// Writes what a worker may change of its change: everything but identity, key, source and
  /// approval. Errors: Conflict when the lease is another's by now: stop.
  virtual Result<void> save(Transaction& transaction, const ChangeLease& mine,
                            const AdChange& change) = 0;

  /// False when the change is in no state that the move starts from.
  virtual Result<bool> move(Transaction& transaction, std::string_view id, ChangeMove move,
                            std::string_view by) = 0;
  /// Cancels what waits and is no more urgent than `from`, of one platform unless that is empty;
  /// how many.
  virtual Result<std::int64_t> cancel_waiting(Transaction& transaction, execute::Priority from,
                                              std::string_view platform) = 0;
  /// When the next change is due that is no upload, a lease or the time for an approval runs out;
  /// nothing: none waits.
  virtual Result<std::optional<TimePoint>> next_due(Transaction& transaction) = 0;
  /// The same for emergencies alone.
  virtual Result<std::optional<TimePoint>> next_emergency(Transaction& transaction) = 0;
  /// When the next video is to be uploaded; nothing: none is.
  virtual Result<std::optional<TimePoint>> next_upload(Transaction& transaction) = 0;
};

}  // namespace gv::app
