#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace gv::app {

/// Hashes passwords, slowly on purpose. Thread-safe; at most a few at once, others wait.
class Passwords {
 public:
  virtual ~Passwords() = default;

  /// Text that `matches` takes, with its salt. Errors: Unavailable when too many wait or there is
  /// no memory for it.
  virtual Result<std::string> hash(std::string_view password) = 0;
  /// Errors: as `hash`.
  virtual Result<bool> matches(const std::string& hash, std::string_view password) = 0;
};

}  // namespace gv::app
