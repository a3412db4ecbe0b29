#pragma once

#include <string_view>

#include "core/execute/rate.h"

namespace gv::execute {

/// One of two changes of the same thing.
struct Rival {
  std::string_view field;
  Priority priority{Priority::Increase};
  bool by_person{false};
};

enum class Precedence { Both, Newer, Older };

/// Which of two changes of one thing stays, the older one not yet claimed. 1. Of one field: the
/// newer; but what the program wants to increase does not push a kill or a reduction aside. 2. Of
/// different fields: a kill puts an end to increases; else both.
[[nodiscard]] Precedence precedence(const Rival& newer, const Rival& older);

}  // namespace gv::execute
