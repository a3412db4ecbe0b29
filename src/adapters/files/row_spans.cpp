#include "adapters/files/row_spans.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace gv::files {
namespace {

void reject(const RowView& row, const std::string& reason, std::vector<RejectedRow>& rejected) {
  rejected.push_back(
      {row.line, "row " + std::to_string(row.line) + ": " + reason, std::string(row.raw)});
  PackedRows::drop(row);
}

auto place(const RowView& row) { return std::tie(row.start, row.end, *row.breakdown); }

}  // namespace

std::vector<SpanRows> spans_of(const std::vector<RowView>& rows) {
  std::vector<SpanRows> out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool same = !out.empty() && rows[out.back().first].start == rows[i].start &&
                      rows[out.back().first].end == rows[i].end;
    if (!same) out.push_back({i, i});
    out.back().last = i + 1;
  }
  return out;
}

void sort_rows(std::vector<RowView>& rows) {
  const auto before = [](const RowView& a, const RowView& b) {
    return place(a) != place(b) ? place(a) < place(b) : a.line < b.line;
  };
  // Exports mostly come in this order already.
  if (!std::is_sorted(rows.begin(), rows.end(), before)) {
    std::sort(rows.begin(), rows.end(), before);
  }
}

void drop_repeats(std::vector<RowView>& rows, std::vector<RejectedRow>& rejected) {
  std::size_t kept = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (place(rows[kept]) == place(rows[i])) {
      reject(rows[i], fmt::format("has the ad, dates and breakdown of row {}", rows[kept].line),
             rejected);
    } else if (++kept != i) {
      std::swap(rows[kept], rows[i]);
    }
  }
  if (!rows.empty()) rows.resize(kept + 1);
}

void drop_overlaps(std::vector<RowView>& rows, std::vector<RejectedRow>& rejected) {
  const auto spans = spans_of(rows);
  const auto overlap = [&](const SpanRows& a, const SpanRows& b) {
    return rows[a.first].end > rows[b.first].start;
  };
  if (std::adjacent_find(spans.begin(), spans.end(), overlap) == spans.end()) return;
  auto order = spans;
  std::sort(order.begin(), order.end(), [&](const SpanRows& a, const SpanRows& b) {
    const RowView& x = rows[a.first];
    const RowView& y = rows[b.first];
    return std::tie(x.end, y.start) < std::tie(y.end, x.start);
  });
  std::vector<bool> dropped(rows.size());
  const RowView* last = nullptr;
  for (const auto& span : order) {
    const RowView& row = rows[span.first];
    if (last == nullptr || last->end <= row.start) {
      last = &row;
      continue;
    }
    for (std::size_t i = span.first; i < span.last; ++i) {
      dropped[i] = true;
      reject(rows[i], fmt::format("overlaps the shorter span of row {} of the same ad", last->line),
             rejected);
    }
  }
  std::size_t index = 0;
  std::erase_if(rows, [&](const RowView&) { return dropped[index++]; });
}

}  // namespace gv::files
