#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/execute/change_desk.h"
#include "app/ports/running_ads.h"

namespace gv::app {

/// One edit of a change, and the earliest time at which it may go out.
struct PreviewedStep {
  ChangeValue value{};
  TimePoint at{};
};

/// What would become of a change that is asked for now.
struct PreviewedChange {
  std::vector<PreviewedStep> steps{};  ///< empty: it comes to nothing, or is so already
  Millis spacing{0};                   ///< that the last edit of the account keeps the first away
  bool needs_approval{false};
  // Whether each lets it go as soon as it is asked for.
  bool rate_limit{true};
  bool velocity{true};
  bool hold{true};
  bool learning_phase{true};
  std::optional<std::string> blocked{};  ///< why it would not go out at all, as things are
};

/// Tells what the executor would do with changes, in their order, by what the store knows: nothing
/// is queued, no platform is asked. Thread-safe; what it is built with outlives it.
class ChangePreview {
 public:
  ChangePreview(const ExecutionPorts& ports, RunningAds& ads) : ports_(ports), ads_(ads) {}

  /// One for each request. A budget that is not given as `current` is that of the newest look.
  /// Errors: those of `change_of`.
  Result<std::vector<PreviewedChange>> of(const AccountScope& scope,
                                          std::span<const ChangeRequest> requests,
                                          const Actor& actor);

 private:
  const ExecutionPorts ports_;
  RunningAds& ads_;
};

}  // namespace gv::app
