#include "core/insight/clips.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <tuple>

namespace gv::insight {
namespace {

struct Weight {
  const char* term;
  double weight;
};
constexpr Weight kWeights[] = {{"motion", 0.25},     {"diversity", 0.20}, {"text", 0.15},
                               {"transcript", 0.15}, {"novelty", 0.15},   {"technical", 0.10}};
constexpr double kFastest = 15.0;
constexpr double kManyClasses = 5.0;

using Terms = std::map<std::string, std::optional<double>>;

std::optional<double> as_number(const std::optional<bool>& flag) {
  return flag ? std::optional(*flag ? 1.0 : 0.0) : std::nullopt;
}

Terms terms_of_clip(const ClipInput& clip) {
  Terms terms;
  terms["motion"] =
      clip.energy ? std::optional(std::min(1.0, *clip.energy / kFastest)) : std::nullopt;
  terms["diversity"] =
      clip.classes ? std::optional(std::min(1.0, *clip.classes / kManyClasses)) : std::nullopt;
  terms["text"] = as_number(clip.has_text);
  terms["transcript"] = as_number(clip.has_speech);
  terms["novelty"] = std::nullopt;
  terms["technical"] = clip.technical;
  return terms;
}

double likeness(const ClipInput& a, const ClipInput& b) {
  return std::max(0.0, cosine_of(a.embedding, b.embedding).value_or(0.0));
}

bool duplicates(const ClipInput& a, const ClipInput& b, const ClipConfig& config) {
  if (likeness(a, b) > config.cosine_max) return true;
  return a.hash && b.hash && std::popcount(*a.hash ^ *b.hash) <= config.hash_distance_max;
}

struct Scored {
  const ClipInput* clip{nullptr};
  Terms terms;
  double score{0.0};
};

void sort_best_first(std::vector<Scored>& clips) {
  std::sort(clips.begin(), clips.end(), [](const Scored& a, const Scored& b) {
    return std::tie(b.score, a.clip->t0, a.clip->t1, a.clip->id) <
           std::tie(a.score, b.clip->t0, b.clip->t1, b.clip->id);
  });
}

/// Novelty counts against the clips that are better without it.
std::vector<Scored> score_all(std::span<const ClipInput> clips) {
  std::vector<Scored> scored;
  for (const auto& clip : clips) {
    auto terms = terms_of_clip(clip);
    const double score = clip_score(terms);
    scored.push_back({&clip, std::move(terms), score});
  }
  sort_best_first(scored);
  for (std::size_t i = 0; i < scored.size(); ++i) {
    if (scored[i].clip->embedding.empty()) continue;
    double closest = 0.0;
    for (std::size_t k = 0; k < i; ++k) {
      closest = std::max(closest, likeness(*scored[k].clip, *scored[i].clip));
    }
    scored[i].terms["novelty"] = 1.0 - closest;
  }
  for (auto& clip : scored) clip.score = clip_score(clip.terms);
  sort_best_first(scored);
  return scored;
}

std::vector<Scored> without_duplicates(const std::vector<Scored>& sorted,
                                       const ClipConfig& config) {
  std::vector<Scored> kept;
  for (const auto& clip : sorted) {
    const bool seen = std::any_of(kept.begin(), kept.end(), [&](const Scored& better) {
      return duplicates(*better.clip, *clip.clip, config);
    });
    if (!seen) kept.push_back(clip);
  }
  return kept;
}

}  // namespace

double clip_score(const Terms& terms) {
  double sum = 0.0;
  double weights = 0.0;
  for (const auto& [term, weight] : kWeights) {
    const auto found = terms.find(term);
    if (found == terms.end() || !found->second) continue;
    sum += weight * *found->second;
    weights += weight;
  }
  return weights > 0.0 ? sum / weights : 0.0;
}

std::vector<std::size_t> mmr_order(
    std::span<const double> scores,
    const std::function<double(std::size_t, std::size_t)>& similarity, double lambda) {
  std::vector<std::size_t> left(scores.size());
  std::iota(left.begin(), left.end(), std::size_t{0});
  std::vector<double> closest(scores.size(), 0.0);
  std::vector<std::size_t> order;
  while (!left.empty()) {
    const auto worth = [&](std::size_t i) {
      return lambda * scores[i] - (1.0 - lambda) * closest[i];
    };
    const auto best = std::max_element(left.begin(), left.end(), [&](std::size_t a, std::size_t b) {
      return worth(a) < worth(b);
    });
    const std::size_t taken = *best;
    left.erase(best);
    order.push_back(taken);
    for (const auto i : left) closest[i] = std::max(closest[i], similarity(taken, i));
  }
  return order;
}

std::vector<RankedClip> rank_clips(std::span<const ClipInput> clips, const ClipConfig& config) {
  const auto kept = without_duplicates(score_all(clips), config);
  std::vector<double> scores;
  for (const auto& clip : kept) scores.push_back(clip.score);
  const auto order = mmr_order(
      scores, [&](std::size_t a, std::size_t b) { return likeness(*kept[a].clip, *kept[b].clip); },
      config.mmr_lambda);
  const auto count =
      static_cast<std::size_t>(std::max(0, std::min(config.count, config.count_max)));
  std::vector<RankedClip> ranked;
  for (const auto i : order) {
    if (ranked.size() == count) break;
    const auto& [clip, terms, score] = kept[i];
    ranked.push_back({clip->id,
                      clip->shot,
                      clip->t0,
                      clip->t1,
                      score,
                      terms,
                      static_cast<std::int64_t>(ranked.size()) + 1,
                      {}});
    const auto& motion = terms.at("motion");
    if (motion && *motion < config.static_below) ranked.back().flags.push_back("static");
  }
  return ranked;
}

}  // namespace gv::insight
