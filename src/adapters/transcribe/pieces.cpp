#include "adapters/transcribe/pieces.h"

#include <algorithm>
#include <cmath>

namespace gv::transcribe {

namespace {

std::int64_t samples_of(double seconds) { return std::llround(seconds * kRate); }

// The middle of the quietest window inside [from, to); the earliest of equals.
std::int64_t quietest(std::span<const float> sound, std::int64_t from, std::int64_t to,
                      std::int64_t window) {
  const auto power = [&](std::int64_t i) {
    const double v = sound[static_cast<std::size_t>(i)];
    return v * v;
  };
  double sum = 0.0;
  for (std::int64_t i = from; i < from + window; ++i) sum += power(i);
  double least = sum;
  std::int64_t at = from;
  for (std::int64_t i = from + 1; i + window <= to; ++i) {
    sum += power(i + window - 1) - power(i - 1);
    if (sum < least) {
      least = sum;
      at = i;
    }
  }
  return at + window / 2;
}

}  // namespace

std::vector<Piece> cut_pieces(std::span<const float> mono_16k,
                              std::span<const app::SpeechSpan> speech,
                              const CutSettings& settings) {
  const auto longest = samples_of(settings.piece_max_s);
  const auto all = static_cast<std::int64_t>(mono_16k.size());
  std::vector<Piece> pieces;
  for (const auto& span : speech) {
    Piece piece{std::clamp<std::int64_t>(samples_of(span.t0), 0, all),
                std::clamp<std::int64_t>(samples_of(span.t1), 0, all)};
    if (piece.begin >= piece.end) continue;
    if (!pieces.empty() && piece.begin - pieces.back().end < samples_of(settings.join_gap_s) &&
        piece.end - pieces.back().begin <= longest) {
      pieces.back().end = piece.end;
      continue;
    }
    while (piece.end - piece.begin > longest) {
      const auto last = piece.begin + longest;
      const auto cut = quietest(mono_16k, last - samples_of(settings.search_s), last,
                                samples_of(settings.quiet_window_s));
      pieces.push_back({piece.begin, cut});
      piece.begin = cut;
    }
    pieces.push_back(piece);
  }
  return pieces;
}

}  // namespace gv::transcribe
