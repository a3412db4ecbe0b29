#pragma once

#include <vector>

#include "adapters/ocr/line_text.h"
#include "app/ports/text_reader.h"

namespace gv::ocr {

/// Share of the edges of `region` that lie under the words, [0, 1]; words may be a little larger
/// than their boxes. 1 where there are no edges. `words` in pixels of the frame.
[[nodiscard]] double edges_explained(const Image& gradient, const Region& region, int gradient_min,
                                     const std::vector<Word>& words);

/// Leaves out of readings that lie over each other the less certain: a line against the parts of it
/// that were read on their own. In the order given.
[[nodiscard]] std::vector<app::TextReading> without_overlaps(
    std::vector<app::TextReading> readings);

}  // namespace gv::ocr
