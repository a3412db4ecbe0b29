#include "adapters/files/row_spans.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace gv::files {
namespace {

void reject(const AdsRow& row, const std::string& reason, std::vector<RejectedRow>& rejected) {
  rejected.push_back({row.line, "row " + std::to_string(row.line) + ": " + reason, row.raw});
}

}  // namespace

std::vector<SpanRows> spans_of(const std::vector<AdsRow>& rows) {
  std::vector<SpanRows> out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto same = [&](const AdsRow& other) {
      return std::tie(other.ad, other.start, other.end) ==
             std::tie(rows[i].ad, rows[i].start, rows[i].end);
    };
    if (out.empty() || !same(rows[out.back().first])) out.push_back({i, i});
    out.back().last = i + 1;
  }
  return out;
}

void drop_repeats(std::vector<AdsRow>& rows, std::vector<RejectedRow>& rejected) {
  const auto place = [](const AdsRow& row) {
    return std::tie(row.ad, row.start, row.end, row.breakdown);
  };
  std::sort(rows.begin(), rows.end(), [&](const AdsRow& a, const AdsRow& b) {
    return place(a) != place(b) ? place(a) < place(b) : a.line < b.line;
  });
  std::vector<AdsRow> kept;
  for (auto& row : rows) {
    if (!kept.empty() && place(kept.back()) == place(row)) {
      reject(row, fmt::format("has the ad, dates and breakdown of row {}", kept.back().line),
             rejected);
    } else {
      kept.push_back(std::move(row));
    }
  }
  rows = std::move(kept);
}

void drop_overlaps(std::vector<AdsRow>& rows, std::vector<RejectedRow>& rejected) {
  auto order = spans_of(rows);
  std::sort(order.begin(), order.end(), [&](const SpanRows& a, const SpanRows& b) {
    const AdsRow& x = rows[a.first];
    const AdsRow& y = rows[b.first];
    return std::tie(x.ad, x.end, y.start) < std::tie(y.ad, y.end, x.start);
  });
  std::vector<bool> dropped(rows.size());
  const AdsRow* last = nullptr;
  for (const auto& span : order) {
    const AdsRow& row = rows[span.first];
    if (last == nullptr || last->ad != row.ad || last->end <= row.start) {
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
  std::erase_if(rows, [&](const AdsRow&) { return dropped[index++]; });
}

}  // namespace gv::files
