#pragma once

#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"

namespace gv::app {

/// Keeps secrets unreadable where they are stored. Thread-safe.
///
/// What is sealed for one account and one place, `place` being "table.column", opens for no other:
/// a sealed value that is copied to another row is refused.
class Sealer {
 public:
  virtual ~Sealer() = default;
  /// Which key seals at present; kept beside what it sealed.
  [[nodiscard]] virtual const std::string& key_id() const = 0;
  /// Bytes. Two sealings of one text differ.
  [[nodiscard]] virtual std::string seal(const AccountId& account, std::string_view place,
                                         std::string_view plain) const = 0;
  /// Errors: UnusableInput, when it was not sealed so, or was changed since.
  [[nodiscard]] virtual Result<std::string> open(const AccountId& account, std::string_view place,
                                                 std::string_view sealed) const = 0;
};

}  // namespace gv::app
