#include "app/execute/platform_mood.h"

namespace gv::app {
namespace {

constexpr double kTight = 75.0;
constexpr double kScarce = 90.0;
constexpr double kSpent = 100.0;
constexpr Millis kLookAgain{60'000};  ///< quotas decay, so what was said grows old
constexpr Millis kFreshFor{600'000};

}  // namespace

void PlatformMood::told(const AccountId& account, const std::string& platform,
                        const std::optional<execute::PlatformUsage>& usage, TimePoint now) {
  if (!usage) return;
  const std::scoped_lock lock(mutex_);
  told_[{account, platform}] = {*usage, now};
}

std::optional<PlatformMood::Told> PlatformMood::fresh(const AccountId& account,
                                                      const std::string& platform,
                                                      TimePoint now) const {
  const std::scoped_lock lock(mutex_);
  const auto found = told_.find({account, platform});
  if (found == told_.end() || found->second.at + kFreshFor <= now) return std::nullopt;
  return found->second;
}

std::optional<TimePoint> PlatformMood::waits_until(const AccountId& account,
                                                   const std::string& platform,
                                                   execute::Priority priority,
                                                   TimePoint now) const {
  const auto told = fresh(account, platform, now);
  if (!told) return std::nullopt;
  if (told->usage.regain_after || told->usage.percent >= kSpent) {
    const TimePoint until = told->at + told->usage.regain_after.value_or(kLookAgain);
    return until > now ? std::optional(until) : std::nullopt;
  }
  if (told->usage.percent < kScarce || priority <= execute::Priority::Reduce) return std::nullopt;
  const TimePoint until = told->at + kLookAgain;
  return until > now ? std::optional(until) : std::nullopt;
}

int PlatformMood::spacing_factor(const AccountId& account, const std::string& platform,
                                 TimePoint now) const {
  const auto told = fresh(account, platform, now);
  return told && told->usage.percent >= kTight ? 2 : 1;
}

std::optional<execute::PlatformUsage> PlatformMood::newest(const AccountId& account,
                                                           const std::string& platform) const {
  const std::scoped_lock lock(mutex_);
  const auto found = told_.find({account, platform});
  if (found == told_.end()) return std::nullopt;
  return found->second.usage;
}

}  // namespace gv::app
