#pragma once

#include <optional>

#include "base/time.h"
#include "core/execute/active_hours.h"
#include "core/execute/approval.h"
#include "core/execute/caps.h"
#include "core/execute/rate.h"
#include "core/execute/velocity.h"

namespace gv::app {

/// What the executor may do for an account, and how fast.
struct ExecutionSettings {
  execute::ExecutionMode mode{execute::ExecutionMode::Approve};
  execute::RateConfig rate{};
  execute::VelocityConfig velocity{};
  execute::HardCaps caps{};
  Millis spacing_min{3'000};  ///< between successive writes of one account
  Millis spacing_max{18'000};
  int batch_max{10};  ///< changes taken at once; 1: no batches
  execute::AutoLimits auto_limits{};
  bool four_eyes{false};                               ///< nobody approves what they asked for
  std::optional<execute::ActiveHours> active_hours{};  ///< of the account's zone; none: always
  Millis change_ttl{Hours{6}};
  Millis create_ttl{Hours{24}};
};

}  // namespace gv::app
