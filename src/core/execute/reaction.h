#pragma once

#include "base/time.h"
#include "core/execute/platform_error.h"

namespace gv::execute {

/// What is done about a change that the platform did not carry out.
enum class Reaction {
  Retry,   ///< again later, as another attempt
  Wait,    ///< again later; the attempt was not the change's fault and does not count
  Verify,  ///< it may have happened: read before anything else
  Park,    ///< nothing but a person helps; the change stays and is tried now and then
  GiveUp,  ///< dead letter: it stays wrong
};

struct ReactionPlan {
  Reaction reaction{Reaction::Retry};
  Millis wait{0};  ///< at least, of Retry, Wait and Park
};

/// How long to wait before the attempt after `attempts` >= 0 of them: uniform below
/// min(300 s, 2 s x 2^attempts). `luck` in [0, 1). Method: full jitter (Brooker, AWS 2015).
[[nodiscard]] Millis full_jitter(int attempts, double luck);

/// What a class of error asks for. Where the platform says how long to wait, it is at least that
/// long; a rate limit without one waits 60 s x 2^attempts, at most 15 min. `attempts` counts those
/// made, this one included.
[[nodiscard]] ReactionPlan react(const PlatformError& error, int attempts, double luck);

/// Whether it tells of the platform's health, and so counts for the circuit breaker.
[[nodiscard]] bool is_outage(ErrorClass error_class);

}  // namespace gv::execute
