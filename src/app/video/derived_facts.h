#pragma once

#include "app/video/findings.h"
#include "app/video/readings.h"

namespace gv::video {

/// What the flat map of derived measures is made from. `findings` holds every group but `derived`.
[[nodiscard]] insight::DerivedInput derived_facts(const Measured& measured,
                                                  const Findings& findings);

}  // namespace gv::video
