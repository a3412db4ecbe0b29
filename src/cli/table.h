#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/json_out.h"

namespace gv::cli {

/// Rows of text under a header, for people or for spreadsheets.
class Table {
 public:
  explicit Table(std::vector<std::string> header) : header_(std::move(header)) {}

  /// Precondition (checked): as many cells as the header has.
  void row(std::vector<std::string> cells);
  [[nodiscard]] bool empty() const { return rows_.empty(); }

  /// Aligned columns, numbers to the right, two blanks between. Widths count characters; control
  /// characters are escaped.
  void print(const Sink& sink) const;
  /// RFC 4180. A cell that a spreadsheet would take for a formula gets a leading apostrophe.
  void csv(const Sink& sink) const;

 private:
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

/// "7.66"; "1.2e+28" from a million on.
[[nodiscard]] std::string brief(double value);
/// "0.017", with `digits` decimals.
[[nodiscard]] std::string fixed(double value, int digits = 3);

}  // namespace gv::cli
