#pragma once

#include <span>
#include <string>

#include "adapters/report/ranking.h"

namespace gv::report {

/// All scores of all policies as one table, and what each column means.
[[nodiscard]] std::string scoreboard_section(std::span<const Contestant> contestants);

/// One sentence on every known policy that took part; empty when none is known.
[[nodiscard]] std::string players_section(std::span<const Contestant> contestants);

}  // namespace gv::report
