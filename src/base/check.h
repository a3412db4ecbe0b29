#pragma once

#include <stdexcept>
#include <string>

namespace gv {

/// A broken promise inside the program. Only a boundary (request, job, subcommand) catches it.
class Bug : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace gv

/// Throws `gv::Bug` in every build when `condition` does not hold. For bugs, never for bad input.
#define GV_CHECK(condition)                                                                    \
  do {                                                                                         \
    if (!(condition))                                                                          \
      throw gv::Bug(std::string(__FILE__) + ":" + std::to_string(__LINE__) + ": " #condition); \
  } while (false)
