#pragma once

#include <deque>

#include "base/result.h"
#include "base/rng.h"
#include "base/time.h"

namespace gv::execute {

/// Order in which changes go out: lower first.
enum class Priority { Emergency, Kill, Reduce, Maintain, Increase, Create };

/// Mutations per account in sliding windows. Increases and creates leave the reserve free, so that
/// a pause or a reduction always finds room.
struct RateConfig {
  int hour_max{15};
  int day_max{100};
  int hour_reserve{3};
  int day_reserve{20};
  int unit_hour_max{4};  ///< budget edits of one unit an hour, the platform's own limit
};

/// Limits may be tightened, never widened. Errors: ConfigRange; `where` names the field.
[[nodiscard]] Result<RateConfig> checked(const RateConfig& config);

/// When mutations of one account (or budget edits of one unit) were sent, ascending, whether they
/// succeeded or not. Forgets what is older than a day. A value type; the caller serialises.
class SendLedger {
 public:
  /// Precondition (checked): not before the last recorded send.
  void record(TimePoint sent);
  /// Earliest instant from `now` on at which fewer than `max` sends lie in the half-open
  /// `window` that ends there. max >= 1.
  [[nodiscard]] TimePoint earliest(TimePoint now, Millis window, int max) const;
  [[nodiscard]] const std::deque<TimePoint>& sends() const { return sends_; }

 private:
  std::deque<TimePoint> sends_;
};

/// Earliest instant from `now` on at which a change of this priority may go out: the whole quota
/// for priorities up to Maintain, the quota less the reserve above; Emergency at once. A result
/// after `now` means: deferred until then.
[[nodiscard]] TimePoint earliest_send(const SendLedger& account, TimePoint now, Priority priority,
                                      const RateConfig& config = {});
/// The same for the budget edits of one unit.
[[nodiscard]] TimePoint earliest_edit(const SendLedger& unit, TimePoint now,
                                      const RateConfig& config = {});

/// Pause before the next mutation of an account: uniform on 3 to 18 s, seeded, so that workers
/// and accounts do not burst together. Emergencies and kills do not wait.
[[nodiscard]] Millis draw_spacing(Rng& rng, Priority priority);

}  // namespace gv::execute
