#pragma once

#include <optional>
#include <string>

#include "app/ports/ad_states.h"
#include "app/ports/learning_log.h"
#include "app/ports/store.h"

namespace gv::app {

/// What a client tells of an ad, as it came.
struct AdFeedback {
  AdObserved observed;             ///< `ad_id` may be bare; `from` is set by `since` or the ad
  std::optional<TimePoint> since;  ///< start of the span; none: where the ad's data ends
  std::optional<std::string> key;  ///< the sender's name of this fact: counted once
};

/// What became of it.
struct AdFeedbackOutcome {
  std::string ad_id;    ///< "<platform>:<platform id>"
  bool counted{false};  ///< false: this fact was known already
};

/// Takes what ads did into the event log and, in the same transaction, into the state of the ad.
/// Thread-safe; what it is built with outlives it.
class ObserveAd {
 public:
  ObserveAd(Store& store, LearningLog& log, AdStates& ads) : store_(store), log_(log), ads_(ads) {}

  /// A bare ad id means the one ad of the account with that id on any platform, or, when it has
  /// none yet, Meta's. A first span without a start is one day long.
  /// Errors: InvalidInput when a bare id means several ads or the span ends before it starts;
  /// Overflow.
  Result<AdFeedbackOutcome> take(const AccountScope& scope, const AdFeedback& feedback);
  /// The account's own name of an ad, as `take` understands it. Errors: InvalidInput when a bare id
  /// means several ads.
  Result<std::string> resolve(Transaction& transaction, const std::string& ad_id);

 private:
  Result<AdFeedbackOutcome> take(Transaction& transaction, const AdFeedback& feedback);

  Store& store_;
  LearningLog& log_;
  AdStates& ads_;
};

}  // namespace gv::app
