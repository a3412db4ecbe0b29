#include "core/execute/reaction.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/check.h"

namespace gv::execute {
namespace {

constexpr Millis kRetryBase{2'000};
constexpr Millis kRetryMax{300'000};
constexpr Millis kRateBase{60'000};
constexpr Millis kRateMax{900'000};
constexpr Millis kBudgetWait{3'600'000};
/// How often credentials that did not work are tried again: a person may have mended them.
constexpr Millis kParked{900'000};

Millis doubled(Millis base, Millis max, int times) {
  const double grown = std::ldexp(static_cast<double>(base.count()), std::min(times, 40));
  return Millis{static_cast<std::int64_t>(std::min(grown, static_cast<double>(max.count())))};
}

}  // namespace

Millis full_jitter(int attempts, double luck) {
  GV_CHECK(attempts >= 0 && luck >= 0.0 && luck < 1.0);
  const auto cap = doubled(kRetryBase, kRetryMax, attempts);
  return Millis{static_cast<std::int64_t>(static_cast<double>(cap.count()) * luck)};
}

ReactionPlan react(const PlatformError& error, int attempts, double luck) {
  const auto asked = error.retry_after.value_or(Millis{0});
  switch (error.error_class) {
    case ErrorClass::RateApp:
    case ErrorClass::RateAccount: {
      const auto wait =
          error.retry_after.value_or(doubled(kRateBase, kRateMax, std::max(0, attempts - 1)));
      // Spread, so that all that waits does not come back at once.
      return {Reaction::Wait, wait + full_jitter(0, luck)};
    }
    case ErrorClass::RateBudget:
      return {Reaction::Wait, error.retry_after.value_or(kBudgetWait)};
    case ErrorClass::Auth:
      break;
    case ErrorClass::Policy:
    case ErrorClass::Invalid:
    case ErrorClass::Missing:
      return {Reaction::GiveUp, Millis{0}};
    case ErrorClass::Transient:
    case ErrorClass::QuerySize:
    case ErrorClass::UploadOffset:
      if (error.maybe_applied) return {Reaction::Verify, Millis{0}};
      return {Reaction::Retry, std::max(asked, full_jitter(attempts, luck))};
    case ErrorClass::Dependency:
      return {Reaction::Wait, full_jitter(attempts, luck)};
  }
  return {Reaction::Park, std::max(asked, kParked)};
}

bool is_outage(ErrorClass error_class) {
  switch (error_class) {
    case ErrorClass::RateApp:
    case ErrorClass::RateAccount:
    case ErrorClass::Transient:
      return true;
    case ErrorClass::RateBudget:
    case ErrorClass::Auth:
    case ErrorClass::Invalid:
    case ErrorClass::Missing:
    case ErrorClass::Policy:
    case ErrorClass::QuerySize:
    case ErrorClass::UploadOffset:
    case ErrorClass::Dependency:
      break;
  }
  return false;
}

}  // namespace gv::execute
