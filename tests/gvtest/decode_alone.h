#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace gv::gvtest {

struct DecodeCost {
  double cpu_s{0.0};
  double wall_s{0.0};
  double video_s{0.0};  ///< by the container
  int frames{0};
  std::int64_t pixels{0};  ///< of a frame
};

/// Decodes the pictures of a file on one thread and drops them.
/// Errors: UnusableInput.
[[nodiscard]] Result<DecodeCost> decode_alone(const std::string& path);

}  // namespace gv::gvtest
