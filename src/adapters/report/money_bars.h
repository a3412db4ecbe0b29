#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "adapters/report/ranking.h"

namespace gv::report {

/// Where one policy's money went, whole dollars per account; parts sum to the total exactly.
struct MoneySplit {
  std::int64_t total{0};
  std::array<std::int64_t, market::kArchetypes> parts{};
};

/// Mean spend of a run split by kind of ad, from the shares in the scores.
[[nodiscard]] MoneySplit money_split(const market::Scores& scores,
                                     const market::Scenario& scenario);

/// One stacked bar per policy and the same in a table.
[[nodiscard]] std::string money_section(std::span<const Contestant> contestants,
                                        const app::SimulationReport& report);

}  // namespace gv::report
