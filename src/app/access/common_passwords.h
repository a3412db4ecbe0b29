#pragma once

#include <string_view>

namespace gv::app {

/// Whether `password` is among those that are guessed first: one of the 10,000 most common, or such
/// a one said over and over, like any three characters, or with no more than its own length of
/// digits and signs around it. Case does not count. A fraction of a millisecond.
[[nodiscard]] bool is_common_password(std::string_view password);

}  // namespace gv::app
