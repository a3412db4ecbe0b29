#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// What is to be done again and again, and when the next time is.
struct Schedule {
  std::string name;
  std::optional<AccountId> account{};  ///< none: of the installation
  std::string cron;                    ///< as `Cron` reads it
  std::string time_zone;               ///< IANA name of the clock that `cron` goes by
  std::string job_name;                ///< of the queue
  std::string data{"{}"};              ///< JSON, of every job
  bool enabled{true};
  std::optional<TimePoint> last_fire{};
  TimePoint next_fire{};
};

/// The schedules of an account, in its transaction; those of the installation, in a shared one.
class Schedules {
 public:
  virtual ~Schedules() = default;

  /// False when there is one of this name.
  virtual Result<bool> add(SharedTransaction& transaction, const Schedule& schedule) = 0;
  /// By name.
  virtual Result<std::vector<Schedule>> list(SharedTransaction& transaction) = 0;
  virtual Result<std::optional<Schedule>> find(SharedTransaction& transaction,
                                               std::string_view name) = 0;
  /// Replaces cron, time zone, enabled and next_fire. Errors: NotFound.
  virtual Result<void> update(SharedTransaction& transaction, const Schedule& schedule) = 0;
  /// Moves from its `next_fire` on to `next`, and notes that `fired` was; false when somebody else
  /// has, or it was changed.
  virtual Result<bool> advance(SharedTransaction& transaction, const Schedule& schedule,
                               TimePoint fired, TimePoint next) = 0;

  /// Of all accounts and the installation: enabled ones whose time has come, longest due first.
  virtual Result<std::vector<Schedule>> due(SharedTransaction& transaction, int limit) = 0;
};

}  // namespace gv::app
