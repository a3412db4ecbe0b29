#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gv::media {

/// Samples of one plane as they lie in memory. `channels` values stand side by side (2 for the
/// chroma of NV12, 3 for BGR).
struct PlaneView {
  const std::uint8_t* data{nullptr};
  std::ptrdiff_t stride{0};  ///< bytes from one row to the next
  int width{0};              ///< samples in a row
  int height{0};
  int channels{1};
};

/// Cuts the samples of one axis into cells of equal length. Borders are exact to 1/256 sample.
class AreaAxis {
 public:
  /// The samples one cell covers: a part of `first`, all of [full_begin, full_end), a part of
  /// `last`. Weights are in 1/256 sample; a weight of 0 marks a part that is not there.
  struct Cell {
    int first{0};
    int full_begin{0};
    int full_end{0};
    int last{0};
    std::uint32_t first_weight{0};
    std::uint32_t last_weight{0};
    double inverse{0.0};  ///< 1 / length of the cell, in 1/256 samples
  };

  AreaAxis() = default;
  /// `extent / subsampling` samples (4:2:0 chroma of an odd width ends in half a sample), of which
  /// `available` exist, to `cells` cells. All > 0.
  AreaAxis(int extent, int subsampling, int available, int cells);

  [[nodiscard]] const std::vector<Cell>& cells() const { return cells_; }
  /// Samples per cell where every cell is the same whole number of them; else 0.
  [[nodiscard]] int whole() const { return whole_; }

 private:
  std::vector<Cell> cells_;
  int whole_{0};
};

/// Averages `source` over the cells of `x` times `y` into `target`: rows without padding, channels
/// side by side as in the source, rounded to nearest. Pure integer sums up to one last product in
/// IEEE double, so the same on every machine. About 0.3 ms for 1920 x 1080 to 320 x 180.
void average_area(const PlaneView& source, const AreaAxis& x, const AreaAxis& y,
                  std::uint8_t* target);

}  // namespace gv::media
