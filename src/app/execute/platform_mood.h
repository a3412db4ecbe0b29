#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "base/ids.h"
#include "base/time.h"
#include "core/execute/platform_error.h"
#include "core/execute/rate.h"

namespace gv::app {

/// What each platform last said of its quotas, for each account. Kept in memory: a new process
/// learns it with its first request. Thread-safe.
class PlatformMood {
 public:
  void told(const AccountId& account, const std::string& platform,
            const std::optional<execute::PlatformUsage>& usage, TimePoint now);

  /// Until when a change of this urgency waits: at 100 % or when blocked for as long as was said,
  /// from 90 % on what is less urgent than a reduction. Nothing: it may go.
  [[nodiscard]] std::optional<TimePoint> waits_until(const AccountId& account,
                                                     const std::string& platform,
                                                     execute::Priority priority,
                                                     TimePoint now) const;
  /// What spacing is multiplied by: 2 from 75 % on.
  [[nodiscard]] int spacing_factor(const AccountId& account, const std::string& platform,
                                   TimePoint now) const;
  [[nodiscard]] std::optional<execute::PlatformUsage> newest(const AccountId& account,
                                                             const std::string& platform) const;

 private:
  struct Told {
    execute::PlatformUsage usage{};
    TimePoint at{};
  };
  [[nodiscard]] std::optional<Told> fresh(const AccountId& account, const std::string& platform,
                                          TimePoint now) const;

  mutable std::mutex mutex_;
  std::map<std::pair<AccountId, std::string>, Told> told_;
};

}  // namespace gv::app
