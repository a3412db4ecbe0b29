#pragma once

#include <cstdint>
#include <string>

#include <boost/describe/class.hpp>

#include "base/image.h"
#include "core/vision/frame.h"

namespace gv::video {

/// A decoded frame with its pictures; the fields are those of `vision::FrameView`.
struct Frame {
  std::int64_t index{0};
  double t{0.0};
  double dt{0.0};
  bool dup{false};
  Image l320;
  Image c320;
  Image a64;
  Image t48;

  [[nodiscard]] vision::FrameView view() const {
    return {.index = index,
            .t = t,
            .dt = dt,
            .dup = dup,
            .l320 = l320,
            .c320 = c320,
            .a64 = a64,
            .t48 = t48};
  }
};

/// What is known of a video before its frames are looked at.
struct Facts {
  double duration_s{0.0};  ///< by the container
  double fps{30.0};        ///< > 0
  int width{0};            ///< upright, in square pixels
  int height{0};
  std::string aspect_label;
  bool has_audio{false};
  std::uint64_t seed{0};  ///< of random streams: from the file's digest
};
BOOST_DESCRIBE_STRUCT(Facts, (), (duration_s, fps, width, height, aspect_label, has_audio, seed))

}  // namespace gv::video
