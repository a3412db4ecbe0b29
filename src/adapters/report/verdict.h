#pragma once

#include <span>
#include <string>

#include "adapters/report/ranking.h"

namespace gv::report {

/// The outcome in two or three plain sentences, escaped HTML: what our policy (else the best one)
/// and its natural rival lost of what was possible. The rival is `rules`, what people run today;
/// without it the best other policy.
[[nodiscard]] std::string verdict_section(std::span<const Contestant> contestants,
                                          const app::SimulationReport& report);

}  // namespace gv::report
