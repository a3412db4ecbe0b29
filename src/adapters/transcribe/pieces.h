#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/ports/transcriber.h"

namespace gv::transcribe {

inline constexpr int kRate = 16'000;  ///< samples per second of all speech here

/// Samples [begin, end) that are recognised in one go.
struct Piece {
  std::int64_t begin{0};
  std::int64_t end{0};
  [[nodiscard]] double start_s() const { return static_cast<double>(begin) / kRate; }
  friend bool operator==(const Piece&, const Piece&) = default;
};

struct CutSettings {
  double piece_max_s{30.0};
  double join_gap_s{1.0};      ///< stretches nearer than this stay together if they fit; a prior
  double search_s{10.0};       ///< a longer stretch is cut in the last so many seconds of a piece
  double quiet_window_s{0.2};  ///< where this long is quietest
};

/// Cuts speech into pieces of at most `piece_max_s`: neighbouring stretches together where they
/// fit, long ones at their quietest places. What lies outside `mono_16k` is left out.
[[nodiscard]] std::vector<Piece> cut_pieces(std::span<const float> mono_16k,
                                            std::span<const app::SpeechSpan> speech,
                                            const CutSettings& settings = {});

}  // namespace gv::transcribe
