#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/access/audit.h"
#include "app/execute/execution_ports.h"
#include "app/ports/decisions.h"
#include "base/result.h"

namespace gv::app {

/// A change that somebody asks for.
struct ChangeRequest {
  std::string platform;
  EntityRef entity{};  ///< of a create its level alone; an id may be `id_until_made`
  std::string campaign_id{};
  ChangeType type{ChangeType::Budget};
  ChangeValue current{};       ///< as far as it is known
  ChangeValue expected_old{};  ///< when set, another value on the platform is a conflict
  ChangeValue requested{};
  std::string source{"user"};
  std::optional<std::string> decision_id{};
  std::optional<double> confidence{};
  std::string reason{};
  std::string key{};  ///< empty: made of what it is about, so that the same request is one change
  bool dry_run{false};
  std::optional<std::string> plan_id{};   ///< a UUID
  std::vector<std::size_t> waits_for{};   ///< earlier ones of the same call
  std::vector<std::string> depends_on{};  ///< ids of other changes
  std::optional<TimePoint> not_before{};
  /// Of a pause: the unit in which nothing runs after it, so that increases of it come to nothing.
  std::optional<EntityRef> empties{};
  bool resumes{false};  ///< as `AdChange::resumes`
};

/// Takes changes into the queue, under the account's mode, and moves those that no worker has.
/// Thread-safe; what it is built with outlives it.
class ChangeDesk {
 public:
  explicit ChangeDesk(const ExecutionPorts& ports) : ports_(ports) {}

  /// All of them or none, in order; a key that is known gives the change that has it. Observe: dry
  /// runs. Approve, and what Auto does not cover: they wait for an approval. A change that a more
  /// urgent one forbids is superseded at once.
  /// Errors: InvalidInput, `where` is "changes[i].field"; Held when a policy forbids what a person
  /// asks for; NotFound: no settings.
  Result<std::vector<AdChange>> queue(const AccountScope& scope,
                                      std::span<const ChangeRequest> requests, const Actor& actor);
  /// The same in a running transaction, with the account's settings.
  Result<std::vector<AdChange>> queue_in(Transaction& transaction,
                                         const ExecutionSettings& settings,
                                         std::span<const ChangeRequest> requests,
                                         const Actor& actor);

  /// The changes that carry a run's decisions out, as `changes_of`; those on units with an ad that
  /// is observed or locked are left out. Errors: as `queue`.
  Result<std::vector<AdChange>> queue_decisions(const AccountScope& scope,
                                                const std::vector<DecisionRecord>& decisions,
                                                std::int64_t total_minor, const Actor& actor);

  /// Errors, with all four: NotFound; Conflict when the change is in no state for it, which it
  /// names. `approve` and `retry` also: Held when a policy forbids it. `approve` also: Forbidden
  /// with four eyes to whoever asked for the change.
  Result<AdChange> approve(const AccountScope& scope, const std::string& id, const Actor& actor);
  Result<AdChange> reject(const AccountScope& scope, const std::string& id, const Actor& actor);
  Result<AdChange> cancel(const AccountScope& scope, const std::string& id, const Actor& actor);
  /// A dead letter, with a new count of attempts. A thing to make is looked for first.
  Result<AdChange> retry(const AccountScope& scope, const std::string& id, const Actor& actor);
  /// Queues the way back to the value before: a change like others. Errors: also Refused where that
  /// is not known or the change made a thing.
  Result<AdChange> undo(const AccountScope& scope, const std::string& id, const Actor& actor);

  Result<AdChange> find(const AccountScope& scope, const std::string& id);
  Result<std::vector<AdChange>> list(const AccountScope& scope, const ChangeFilter& filter);
  Result<std::vector<ChangeRecord>> history(const AccountScope& scope, const ChangeFilter& filter);

 private:
  /// What waits for the same thing; of a pause also what calls the thing by the change that made
  /// it.
  Result<std::vector<AdChange>> rivals_of(Transaction& transaction, const AdChange& change);
  Result<AdChange> take(Transaction& transaction, AdChange change);
  Result<void> end_increases(Transaction& transaction, const std::string& platform,
                             const EntityRef& unit);
  Result<AdChange> move(const AccountScope& scope, const std::string& id, ChangeMove move,
                        const Actor& actor);

  const ExecutionPorts ports_;
};

/// The id of the change that has a key.
[[nodiscard]] std::string change_id(const AccountId& account, std::string_view key);

/// The change that a request asks for, as it goes into the queue. Pure. Errors: InvalidInput, with
/// `where` below the given one.
Result<AdChange> change_of(const ChangeRequest& request, const AccountId& account,
                           const ExecutionSettings& settings, const Actor& actor, TimePoint now,
                           const std::string& where);

}  // namespace gv::app
