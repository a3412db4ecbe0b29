#pragma once

#include <cstddef>
#include <vector>

#include "adapters/files/ads_row.h"
#include "adapters/files/rejects.h"

namespace gv::files {

/// Rows of one ad and one span, which differ in their breakdown: [first, last) of the sorted rows.
struct SpanRows {
  std::size_t first{0};
  std::size_t last{0};
};

/// The spans of `rows`, which are sorted by ad, start and end.
[[nodiscard]] std::vector<SpanRows> spans_of(const std::vector<AdsRow>& rows);

/// Sorts the rows by ad, start, end and breakdown. Of rows equal in all four the first one in the
/// file stays, the others go to `rejected`. O(n log n).
void drop_repeats(std::vector<AdsRow>& rows, std::vector<RejectedRow>& rejected);

/// Of overlapping spans of an ad keeps as many as possible: earliest end first, of one end the
/// shortest. So the days stay and the lifetime row beside them goes. Precondition: sorted as
/// `drop_repeats` leaves them. O(n log n).
void drop_overlaps(std::vector<AdsRow>& rows, std::vector<RejectedRow>& rejected);

}  // namespace gv::files
