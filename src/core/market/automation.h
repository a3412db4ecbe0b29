#pragma once

#include <cstdint>
#include <memory>

#include "core/market/policy.h"

namespace gv::market {

// Baselines that also pause ads by thresholds; see baselines.h.

/// What automation users run: presets of rule-based tools. `x_minor` is the first threshold.
[[nodiscard]] std::unique_ptr<Policy> make_rules(std::string_view name, std::int64_t x_minor);
/// The original sampler.
[[nodiscard]] std::unique_ptr<Policy> make_legacy(std::uint64_t seed);

}  // namespace gv::market
