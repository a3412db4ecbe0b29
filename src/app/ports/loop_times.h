#pragma once

#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// Where the loop may lag: from what begins a stage to what ends it.
enum class LoopStage {
  Reports,    ///< an hour of an ad is over -> its newest figures are stored
  Deals,      ///< a CRM's event is received -> its value is booked
  Decisions,  ///< an ad is decided -> the change that follows is queued
  Changes,    ///< a change is approved, or asked for where none has to -> it is sent
  ReadBacks,  ///< it is sent -> it is read back from the platform, or failed
};

struct LoopTime {
  TimePoint begun{};
  TimePoint ended{};
};

/// When things went through the stages of the loop.
class LoopTimes {
 public:
  virtual ~LoopTimes() = default;
  /// The newest things that have left the stage, at most `limit`, newest first. A thing that is
  /// still in it is not among them.
  virtual Result<std::vector<LoopTime>> newest(Transaction& transaction, LoopStage stage,
                                               int limit) = 0;
};

}  // namespace gv::app
