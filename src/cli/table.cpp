#include "cli/table.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.h"
#include "base/text.h"
#include "io/csv/writer.h"

namespace gv::cli {
namespace {

/// Characters of a UTF-8 text.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_number(std::string_view cell) {
  return !cell.empty() && cell.find_first_not_of("0123456789.,+-% /") == std::string_view::npos;
}

void write_line(const Sink& sink, const std::vector<std::string>& cells,
                const std::vector<std::size_t>& widths, const std::vector<bool>& right) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string padding(widths[i] - width_of(cells[i]), ' ');
    if (i > 0) line += "  ";
    line += right[i] ? padding + cells[i] : cells[i] + padding;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  sink(line + "\n");
}

std::string defused(const std::string& cell) {
  const bool formula = !cell.empty() &&
                       std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos &&
                       !is_number(cell);
  return formula ? "'" + cell : cell;
}

}  // namespace

void Table::row(std::vector<std::string> cells) {
  GV_CHECK(cells.size() == header_.size());
  rows_.push_back(std::move(cells));
}

void Table::print(const Sink& sink) const {
  auto shown = rows_;
  for (auto& row : shown) {
    for (auto& cell : row) cell = printable(cell);
  }
  std::vector<std::size_t> widths;
  std::vector<bool> right;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    widths.push_back(width_of(header_[i]));
    bool numbers = !shown.empty();
    for (const auto& row : shown) {
      widths.back() = std::max(widths.back(), width_of(row[i]));
      numbers = numbers && (row[i].empty() || is_number(row[i]));
    }
    right.push_back(numbers);
  }
  write_line(sink, header_, widths, right);
  for (const auto& row : shown) write_line(sink, row, widths, right);
}

void Table::csv(const Sink& sink) const {
  std::string text;
  csv::append_record(text, header_);
  for (const auto& row : rows_) {
    std::vector<std::string> cells;
    std::transform(row.begin(), row.end(), std::back_inserter(cells), defused);
    csv::append_record(text, cells);
  }
  sink(text);
}

std::string fixed(double value, int digits) { return fmt::format("{:.{}f}", value, digits); }

std::string brief(double value) {
  return value < 1e6 ? fixed(value, 2) : fmt::format("{:.1e}", value);
}

}  // namespace gv::cli
