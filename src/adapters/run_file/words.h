#pragma once

#include <array>

namespace gv::run_file {

// Words of the enumerators, in their order.
inline constexpr std::array kStatuses{"active", "paused", "rejected", "ended"};
inline constexpr std::array kLearnings{"none", "learning", "learned", "limited"};

}  // namespace gv::run_file
