#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "core/insight/measure.h"

namespace gv::insight {

/// A shot as clips are cut from it.
struct ShotPiece {
  double t0{0.0};
  double t1{0.0};
  std::int64_t shot{0};           ///< index of the (first) shot
  std::vector<double> signature;  ///< what it looks like; may be empty
};

/// Priors of the lengths of clips.
struct ClipLengths {
  double min_s{1.0};
  double max_s{15.0};
};

/// Cuts adjacent shots into clips. Shots below the minimum, shortest first, join the neighbour
/// they look more alike (the earlier of equals); then clips above the maximum are split where the
/// energy is least within their middle half, until none is too long. `energy` ascending, may be
/// empty: then in the middle. The first and the last shot may leave one clip below the minimum
/// only when the video is. O(n^2).
[[nodiscard]] std::vector<ShotPiece> cut_clips(std::vector<ShotPiece> shots,
                                               std::span<const SeriesPoint> energy,
                                               const ClipLengths& lengths = {});

/// What is known of a clip. Terms that were not measured are none.
struct ClipInput {
  std::string id;
  std::int64_t shot{0};
  double t0{0.0};
  double t1{0.0};
  std::optional<double> energy;  ///< mean motion, reference px per reference frame
  std::optional<int> classes;    ///< distinct object classes
  std::optional<bool> has_text;
  std::optional<bool> has_speech;
  std::optional<double> technical;    ///< technical quality, [0, 1]
  std::vector<double> embedding;      ///< one length for all clips; empty: compared by hash alone
  std::optional<std::uint64_t> hash;  ///< perceptual hash of the keyframe
};

struct RankedClip {
  std::string id;
  std::int64_t shot{0};
  double t0{0.0};
  double t1{0.0};
  double score{0.0};                                   ///< [0, 1]
  std::map<std::string, std::optional<double>> terms;  ///< motion ... technical; null: not measured
  std::int64_t rank{0};                                ///< 1 is the best
  std::vector<std::string> flags;                      ///< static
};
BOOST_DESCRIBE_STRUCT(RankedClip, (), (id, shot, t0, t1, score, terms, rank, flags))

/// Priors of the ranking.
struct ClipConfig {
  double cosine_max{0.85};  ///< above it two clips are one
  int hash_distance_max{10};
  double mmr_lambda{0.7};
  double static_below{0.1};  ///< of the motion term
  int count{10};
  int count_max{50};
};

/// Weighted mean of the measured terms, [0, 1]: .25 motion + .20 diversity + .15 text + .15
/// transcript + .15 novelty + .10 technical, weights rescaled to the measured ones; 0 for none.
[[nodiscard]] double clip_score(const std::map<std::string, std::optional<double>>& terms);

/// Ranks clips: scores with novelty against the better ones, drops duplicates (the better stays),
/// picks by maximal marginal relevance. At most min(config.count, count_max). Does not depend on
/// the order of `clips`: ties go to the earlier start. O(n^2 d).
[[nodiscard]] std::vector<RankedClip> rank_clips(std::span<const ClipInput> clips,
                                                 const ClipConfig& config = {});

/// Order of maximal marginal relevance: always the one with the highest lambda score - (1 -
/// lambda) (similarity to the closest one taken, 0 for the first); the lower index of equals.
/// A permutation of 0 .. n - 1. O(n^2) calls of `similarity`.
/// Source: Carbonell & Goldstein, SIGIR 1998.
[[nodiscard]] std::vector<std::size_t> mmr_order(
    std::span<const double> scores,
    const std::function<double(std::size_t, std::size_t)>& similarity, double lambda = 0.7);

/// Embeds texts by their characters: counts of folded 3- to 5-grams hashed into 256 cells with a
/// sign, weighted by ln((1 + N) / (1 + df)) + 1 of the N texts given, of length 1 (all 0 without
/// any gram). Weinberger et al., "Feature Hashing", ICML 2009.
[[nodiscard]] std::vector<std::vector<double>> embed_texts(std::span<const std::string> texts);

/// Signature and text embedding side by side, each of length sqrt(1/2), so that both say half.
[[nodiscard]] std::vector<double> join_embeddings(std::span<const double> signature,
                                                  std::span<const double> text);

}  // namespace gv::insight
