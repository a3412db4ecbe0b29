#pragma once

#include <array>
#include <vector>

#include "adapters/ocr/localise.h"
#include "base/image.h"

namespace gv::ocr {

/// What makes a connected piece of bright or dark pixels a letter. Priors, in pixels of a frame
/// whose longer side is 960.
struct LetterSettings {
  std::array<int, 2> bright_min{170, 235};  ///< luma; the second where the ground is bright too
  int dark_max{60};
  int height_min{6};
  int height_max{120};
  double width_max{2.5};     ///< in heights: letters may touch
  double height_ratio{6.0};  ///< in widths, at most
  double fill_min{0.15};     ///< share of its box
  int area_min{20};
  double rim_min{0.8};    ///< share of its rim that is an edge of the picture
  double gap_max{3.0};    ///< between letters of one line, in heights: some are not found
  int letters_min{4};     ///< in a line
  double tight_max{2.0};  ///< a region up to so many times as large serves as well
};

/// Lines of letters that stand over a picture full of edges of its own, where `find_lines` sees one
/// large region: bright or dark pieces of the size of letters with an edge all around, four of them
/// or more on one level. `steady`: gradient that stands still, `gradient_min` makes an edge.
[[nodiscard]] std::vector<Region> find_letter_lines(const Image& luma, const Image& steady,
                                                    int gradient_min,
                                                    const LetterSettings& settings = {});

/// Adds lines of letters to regions: where no region fits a line as well, it takes the place of
/// those inside it. In reading order.
[[nodiscard]] std::vector<Region> with_letter_lines(std::vector<Region> regions,
                                                    const std::vector<Region>& lines,
                                                    const LetterSettings& settings = {});

}  // namespace gv::ocr
