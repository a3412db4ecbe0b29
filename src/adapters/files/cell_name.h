#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gv::files {

/// What a cell is called in a message: "row 17.clicks". A view: made for the call, turned into text
/// only when there is something to complain of, for millions of cells are read without.
class CellName {
 public:
  CellName(std::uint64_t row, std::string_view field) : row_(row), field_(field) {}
  // NOLINTBEGIN(google-explicit-constructor): a caller with one name hands in the name.
  CellName(const std::string& name) : field_(name) {}
  CellName(const char* name) : field_(name) {}
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] std::string text() const {
    if (row_ == 0) return std::string(field_);
    return "row " + std::to_string(row_) + "." + std::string(field_);
  }

 private:
  std::uint64_t row_{0};  ///< 0: `field_` is the whole name
  std::string_view field_;
};

}  // namespace gv::files
