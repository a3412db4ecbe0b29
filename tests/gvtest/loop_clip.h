#pragma once

#include <string>

#include "base/result.h"

namespace gv::gvtest {

/// Writes the packets of an MP4 `times` over, one run behind the other: a long clip for the price
/// of copying. Nothing is coded again.
/// Errors: UnusableInput: it cannot be read or written.
[[nodiscard]] Result<void> loop_clip(const std::string& from, int times, const std::string& to);

}  // namespace gv::gvtest
