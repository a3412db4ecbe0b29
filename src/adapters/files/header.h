#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gv::files {

/// The column names of a file, looked up without regard to case, blanks and '-' or '_'.
class Header {
 public:
  Header(const std::vector<std::string>& names, std::string file);

  /// The column of that name, or nothing.
  /// Errors: UnusableInput when there are two of them.
  [[nodiscard]] Result<std::optional<std::size_t>> find(std::string_view name) const;
  /// The first of `names` that is there.
  [[nodiscard]] Result<std::optional<std::size_t>> first_of(
      std::initializer_list<std::string_view> names) const;
  /// A column that has to be there. Errors: UnusableInput naming the closest one present; `hint`
  /// says what to do about it.
  [[nodiscard]] Result<std::size_t> require(std::string_view name, std::string hint) const;
  [[nodiscard]] tl::unexpected<Error> missing(std::string_view name, std::string hint) const;

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] const std::vector<std::string>& folded_names() const { return folded_; }

 private:
  std::vector<std::string> names_;
  std::vector<std::string> folded_;
  std::string file_;
};

}  // namespace gv::files
