#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ports/ad_changes.h"
#include "app/ports/execution_settings.h"
#include "base/currency.h"
#include "base/time.h"
#include "core/belief/records.h"
#include "core/execute/velocity.h"

namespace gv::app {

/// What is known of a change when it is about to be sent.
struct ChangeFacts {
  /// Where the field lies: the thing itself, or for a budget what is above it.
  EntityRef unit{};
  std::optional<PlatformEntity>
      entity{};  ///< the unit as the platform has it now; none: there is none
  std::vector<belief::BudgetStep> budgets{};  ///< of its unit, the last day of them
  bool held{false};                           ///< by a hold of its campaign or of itself
  std::optional<ChangeTrouble> forbidden{};   ///< by a policy of an ad
  std::optional<TimePoint> closed_until{};    ///< the account's active hours begin then; none: now
  bool dependencies_done{true};               ///< what it depends on is completed
  /// Before then it is not, as far as is known; the latest there is: it never will be.
  TimePoint dependencies_at{};
  std::string parent_id{};  ///< of a create, found by what it depends on
  std::string creative_id{};
};

enum class Verdict {
  Send,
  Done,       ///< the platform has it so already
  Rehearsed,  ///< a rehearsal of what cannot be tried: what comes before it is not there
  Conflict,   ///< someone else edited it
  GiveUp,
  Expired,
  Forbidden,  ///< by the policy of an ad
  Wait,       ///< until `until`
  Split,      ///< too far for one edit: `tranches` go first, the last of them is the change itself
};

struct Judgement {
  Verdict verdict{Verdict::Wait};
  std::optional<Operation> operation{};  ///< of Send
  TimePoint until{};                     ///< of Wait
  bool prolongs{false};                  ///< the wait does not count against the change's life
  execute::TranchePlan tranches{};       ///< of Split
  std::optional<ChangeTrouble> trouble{};
};

/// The end of the name of a thing that a change makes, by which it is found again: "gv:" and 12 hex
/// digits of its key.
[[nodiscard]] std::string name_token(const AdChange& change);

/// Whether the platform has what the change asks for.
[[nodiscard]] bool is_as_requested(const AdChange& change, const PlatformEntity& entity);
/// What the platform has of the field that the change is about; nothing: it does not say.
[[nodiscard]] ChangeValue value_on(const AdChange& change, const PlatformEntity& entity);

/// The budgets of a unit with what was found just now, when that is not what is known.
[[nodiscard]] std::vector<belief::BudgetStep> with_found(std::vector<belief::BudgetStep> known,
                                                         std::int64_t found_minor, TimePoint now);

/// Steps 2 to 4 of a change, in this order: 1. expired 2. a policy forbids it 3. held, or the
/// account only observes 4. dependencies, and whether they were rehearsals 5. the account's active
/// hours, but for pauses that a person asks for, and rehearsals 6. there is such a thing 7. it is
/// so already 8. someone else edited it: not what we set meanwhile 9. hard caps 10. the platform's
/// learning phase 11. velocity. Pure. Emergencies skip 2 to 5 and 10.
[[nodiscard]] Judgement judge(const AdChange& change, const ChangeFacts& facts,
                              const ExecutionSettings& settings, Currency currency, TimePoint now);

}  // namespace gv::app
