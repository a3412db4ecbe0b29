#pragma once

#include <cstddef>
#include <vector>

#include "adapters/files/packed_rows.h"
#include "adapters/files/rejects.h"

namespace gv::files {

/// Rows of one ad and one span, which differ in their breakdown: [first, last) of its sorted rows.
struct SpanRows {
  std::size_t first{0};
  std::size_t last{0};
};

/// The spans of the rows of one ad, which are sorted by start and end.
[[nodiscard]] std::vector<SpanRows> spans_of(const std::vector<RowView>& rows);

/// Sorts the rows of one ad by start, end, breakdown and line. O(n log n).
void sort_rows(std::vector<RowView>& rows);

/// Of rows equal in start, end and breakdown the first one in the file stays, the others go to
/// `rejected` and are dropped from their store. Precondition: sorted. O(n).
void drop_repeats(std::vector<RowView>& rows, std::vector<RejectedRow>& rejected);

/// Of overlapping spans of an ad keeps as many as possible: earliest end first, of one end the
/// shortest. So the days stay and the lifetime row beside them goes. Precondition: sorted.
/// O(n log n).
void drop_overlaps(std::vector<RowView>& rows, std::vector<RejectedRow>& rejected);

}  // namespace gv::files
