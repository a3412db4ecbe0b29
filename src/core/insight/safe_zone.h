#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/vision/frame.h"

namespace gv::insight {

/// Where a platform covers the frame with its own buttons. Margins are shares of the frame's
/// sides; priors, because platforms move their buttons.
struct Placement {
  std::string_view id;
  int width{0};  ///< pixels of the delivered video
  int height{0};
  double top{0.0};
  double bottom{0.0};
  double left{0.0};
  double right{0.0};
};

[[nodiscard]] std::span<const Placement> placements();
/// Those whose shape is within 3 % of `aspect` (width / height): only there the margins fall on the
/// frame as it is. In the order of the table.
[[nodiscard]] std::vector<Placement> placements_of_aspect(double aspect);

/// Whether the box lies inside the margins (to 1e-9).
[[nodiscard]] bool in_safe_zone(const vision::Box& box, const Placement& placement);

}  // namespace gv::insight
