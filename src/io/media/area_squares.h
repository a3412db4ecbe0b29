#pragma once

#include <cstddef>
#include <cstdint>

#include "io/media/area.h"

namespace gv::media {

/// Averages a plane over `columns` times `rows` square cells into `target`, as `average_area` does.
using SquareAverage = void (*)(const PlaneView& source, std::size_t columns, std::size_t rows,
                               std::uint8_t* target);

/// For cells of `side` times `side` whole samples, the usual case of video: three times as fast as
/// the general one, to the same bytes. Null for sides that are not built.
[[nodiscard]] SquareAverage square_average(int side, int channels);

}  // namespace gv::media
