#pragma once

#include <span>
#include <vector>

#include "core/market/policy.h"
#include "core/market/share_out.h"

namespace gv::market {

/// What the active units may get now: at least the smallest budget, within the velocity bounds;
/// {0, 0} for paused units.
[[nodiscard]] std::vector<Range> ranges_of(const Observation& seen);

/// Asks for the account's total, split in proportion to `weights` among the active units.
void spread_total(const Observation& seen, std::span<const double> weights, Actions& out);

/// Value so far: cash (direct) or current expected value (pipeline).
[[nodiscard]] double value_of(const Observation& seen, std::size_t i);
/// Value per spend so far, 0 without spend.
[[nodiscard]] double roas_of(const Observation& seen, std::size_t i);
[[nodiscard]] bool is_active(const Observation& seen, std::size_t i);

}  // namespace gv::market
