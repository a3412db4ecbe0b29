#include <algorithm>
#include <limits>

#include "core/insight/clips.h"

namespace gv::insight {
namespace {

constexpr double kRounding = 1e-9;

double length_of(const ShotPiece& piece) { return piece.t1 - piece.t0; }

/// How alike two shots look; unknown looks count as the least alike.
double likeness(const ShotPiece& a, const ShotPiece& b) {
  return cosine_of(a.signature, b.signature).value_or(-1.0);
}

/// `a` before `b`, as one; the looks of the longer part weigh more.
ShotPiece joined(const ShotPiece& a, const ShotPiece& b) {
  ShotPiece both{a.t0, b.t1, a.shot, a.signature};
  if (a.signature.size() != b.signature.size()) {
    both.signature = length_of(b) > length_of(a) ? b.signature : a.signature;
    return both;
  }
  for (std::size_t i = 0; i < both.signature.size(); ++i) {
    both.signature[i] = (a.signature[i] * length_of(a) + b.signature[i] * length_of(b)) /
                        (length_of(a) + length_of(b));
  }
  return both;
}

void join_short(std::vector<ShotPiece>& pieces, double min_s) {
  while (pieces.size() > 1) {
    const auto shortest = std::min_element(
        pieces.begin(), pieces.end(),
        [](const ShotPiece& a, const ShotPiece& b) { return length_of(a) < length_of(b); });
    if (length_of(*shortest) >= min_s - kRounding) return;
    const bool has_before = shortest != pieces.begin();
    const bool has_after = shortest + 1 != pieces.end();
    const bool to_before = has_before && (!has_after || likeness(*(shortest - 1), *shortest) >=
                                                            likeness(*shortest, *(shortest + 1)));
    const auto first = to_before ? shortest - 1 : shortest;
    *first = joined(*first, *(first + 1));
    pieces.erase(first + 1);
  }
}

/// The calmest moment of the middle half, the first of equals; the middle without samples there.
double split_time(const ShotPiece& piece, std::span<const SeriesPoint> energy) {
  const double from = piece.t0 + 0.25 * length_of(piece);
  const double to = piece.t1 - 0.25 * length_of(piece);
  double least = std::numeric_limits<double>::max();
  double at = 0.5 * (piece.t0 + piece.t1);
  const auto before = [](const SeriesPoint& point, double t) { return point.t < t; };
  auto point = std::lower_bound(energy.begin(), energy.end(), from, before);
  for (; point != energy.end() && point->t <= to; ++point) {
    if (point->value >= least) continue;
    least = point->value;
    at = point->t;
  }
  return at;
}

void append_split(const ShotPiece& piece, std::span<const SeriesPoint> energy, double max_s,
                  std::vector<ShotPiece>& out) {
  if (length_of(piece) <= max_s + kRounding) {
    out.push_back(piece);
    return;
  }
  const double at = split_time(piece, energy);
  append_split({piece.t0, at, piece.shot, piece.signature}, energy, max_s, out);
  append_split({at, piece.t1, piece.shot, piece.signature}, energy, max_s, out);
}

}  // namespace

std::vector<ShotPiece> cut_clips(std::vector<ShotPiece> shots, std::span<const SeriesPoint> energy,
                                 const ClipLengths& lengths) {
  join_short(shots, lengths.min_s);
  std::vector<ShotPiece> clips;
  for (const auto& shot : shots) append_split(shot, energy, lengths.max_s, clips);
  return clips;
}

}  // namespace gv::insight
