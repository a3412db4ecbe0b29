#include "core/vision/visual.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/check.h"
#include "core/vision/phash.h"
#include "core/vision/pixels.h"

namespace gv::vision {
namespace {

bool in_transition(const ShotsSection& shots, std::int64_t frame) {
  return std::any_of(shots.transitions.begin(), shots.transitions.end(), [&](const auto& one) {
    return frame >= one.start_frame && frame < one.end_frame;
  });
}

std::size_t shot_of_frame(const ShotsSection& shots, std::int64_t frame) {
  std::size_t i = 0;
  while (i + 1 < shots.shots.size() && frame >= shots.shots[i].end_frame) ++i;
  return i;
}

// Bars of a video are there all the time: the narrowest of each side.
void narrow(std::optional<Bars>& bars, const std::optional<Bars>& seen) {
  if (!seen) return;
  if (!bars) {
    bars = seen;
    return;
  }
  bars->top = std::min(bars->top, seen->top);
  bars->bottom = std::min(bars->bottom, seen->bottom);
  bars->left = std::min(bars->left, seen->left);
  bars->right = std::min(bars->right, seen->right);
}

}  // namespace

VisualAnalyzer::VisualAnalyzer(const SourceSize& source, std::uint64_t seed,
                               const VisualConfig& config)
    : source_(source), seed_(seed), config_(config) {
  GV_CHECK(source.width > 0 && source.height > 0);
}

void VisualAnalyzer::on_sample(const VisualSample& sample) {
  GV_CHECK(!sample.c640.empty() && !sample.c320.empty());
  const Image luma = luma_of(sample.c640);
  Look look{.frame = sample.frame, .tones = tones_of(sample.c640, luma)};
  const Image luma_small = luma_of(sample.c320);
  const std::vector<Lab> colours = lab_grid(sample.c320);
  look.layout = layout_of(luma_small);
  look.signature = signature_of(colours, luma_small);
  look.hash = perceptual_hash(luma_small);
  look.sharpness = laplacian_variance(luma);
  look.noise = noise_deviation(luma);
  look.blockiness = blockiness(luma, 8.0 * sample.c640.width / source_.width);
  look.bars = bars_of(luma);
  look.palette = palette_of(colours, seed_, config_.palette);
  look.score = thumbnail_score(look.tones.brightness, look.tones.contrast, look.tones.saturation,
                               sample.face);
  picker_.offer(sample.frame, sample.t, sample.shot, look.score, look.sharpness, sample.c640);
  look.sharp = picker_.sharp();
  times_.push_back(sample.t);
  looks_.push_back(std::move(look));
}

void VisualAnalyzer::on_repeat(std::int64_t frame, double t) {
  GV_CHECK(!looks_.empty());
  times_.push_back(t);
  looks_.push_back(looks_.back());
  looks_.back().frame = frame;
}

std::vector<std::size_t> VisualAnalyzer::shot_of_samples(const ShotsSection& shots) const {
  std::vector<std::size_t> found;
  std::size_t shot = 0;
  for (const Look& look : looks_) {
    while (shot + 1 < shots.shots.size() && look.frame >= shots.shots[shot].end_frame) ++shot;
    found.push_back(shot);
  }
  return found;
}

void VisualAnalyzer::summarize(VisualSection& section) const {
  if (looks_.empty()) return;
  const auto n = static_cast<double>(looks_.size());
  const auto mean = [&](auto&& value) {
    double sum = 0.0;
    for (const Look& look : looks_) sum += value(look);
    return sum / n;
  };
  section.brightness = mean([](const Look& look) { return look.tones.brightness; });
  section.brightness_sd = std::sqrt(mean([&](const Look& look) {
    const double off = look.tones.brightness - *section.brightness;
    return off * off;
  }));
  section.contrast = mean([](const Look& look) { return look.tones.contrast; });
  section.saturation = mean([](const Look& look) { return look.tones.saturation; });
  section.edge_density = mean([](const Look& look) { return look.tones.edge_density; });
  section.complexity = mean([](const Look& look) {
    return complexity_of(look.tones.edge_density, look.tones.contrast, look.tones.saturation);
  });
  section.colorfulness = mean([](const Look& look) { return look.tones.colorfulness; });
  section.vibrancy = mean([](const Look& look) { return vibrancy_of(look.tones.colorfulness); });
  section.clip_share = mean([](const Look& look) { return look.tones.clip_share; });
  section.highlight_share = mean([](const Look& look) { return look.tones.highlight_share; });
  section.sharpness = mean([](const Look& look) { return look.sharpness; });
  section.technical_quality =
      technical_quality(*section.sharpness, std::min(source_.width, source_.height));
  section.noise = mean([](const Look& look) { return look.noise; });
  if (looks_.front().blockiness) {
    section.blockiness = mean([](const Look& look) { return look.blockiness.value_or(1.0); });
  }
  std::vector<WeightedLab> colours;
  std::vector<Signature> signatures;
  for (const Look& look : looks_) {
    narrow(section.bars, look.bars);
    colours.insert(colours.end(), look.palette.begin(), look.palette.end());
    signatures.push_back(look.signature);
  }
  section.palette = describe_palette(combine_palettes(colours, seed_, config_.palette));
  const Signature signature = mean_signature(signatures);
  section.signature.assign(signature.begin(), signature.end());
}

// The keyframe of a shot is its best sample: outside transitions before inside them, sharp before
// blurred, then by score, then the earliest.
void VisualAnalyzer::describe_shots(const ShotsSection& shots,
                                    std::span<const LayoutSample> layouts,
                                    VisualResult& result) const {
  result.shots.resize(shots.shots.size());
  std::vector<const Look*> best(shots.shots.size(), nullptr);
  std::vector<std::vector<Signature>> signatures(shots.shots.size());
  std::vector<double> halves(shots.shots.size());
  std::vector<double> halves_count(shots.shots.size());
  const auto rank = [&](const Look& look) {
    return std::tuple(!in_transition(shots, look.frame), look.sharp, look.score);
  };
  for (std::size_t i = 0; i < looks_.size(); ++i) {
    const std::size_t shot = layouts[i].shot;
    const Look& look = looks_[i];
    if (best[shot] == nullptr || rank(look) > rank(*best[shot])) best[shot] = &look;
    signatures[shot].push_back(look.signature);
    if (look.layout.midline >= config_.composition.midline_min) {
      halves[shot] += look.layout.halves;
      halves_count[shot] += 1.0;
    }
  }
  const auto splits = split_shares(layouts, shots.shots.size(), config_.composition);
  for (std::size_t shot = 0; shot < best.size(); ++shot) {
    ShotLook& out = result.shots[shot];
    out.split_share = splits[shot];
    if (halves_count[shot] > 0.0) out.halves = halves[shot] / halves_count[shot];
    auto& text = result.section.keyframe_hashes.emplace_back();
    if (best[shot] == nullptr) continue;
    out.signature = mean_signature(signatures[shot]);
    out.keyframe = best[shot]->frame;
    out.hash = best[shot]->hash;
    text = hash_text(*out.hash);
  }
}

std::uint64_t VisualAnalyzer::hash_of(std::int64_t frame) const {
  const auto look = std::lower_bound(looks_.begin(), looks_.end(), frame,
                                     [](const Look& one, auto at) { return one.frame < at; });
  GV_CHECK(look != looks_.end() && look->frame == frame);
  return look->hash;
}

void VisualAnalyzer::choose_thumbnails(const ShotsSection& shots, VisualResult& result) const {
  std::vector<const ThumbnailCandidate*> ranked;
  for (const ThumbnailCandidate& one : picker_.candidates()) {
    if (!in_transition(shots, one.frame)) ranked.push_back(&one);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto* a, const auto* b) { return a->score > b->score; });
  auto& chosen = result.section.thumbnails;
  for (const ThumbnailCandidate* one : ranked) {
    if (chosen.size() == config_.thumbnails) break;
    const auto shot = static_cast<std::int64_t>(shot_of_frame(shots, one->frame));
    const bool taken = std::any_of(chosen.begin(), chosen.end(),
                                   [&](const Thumbnail& other) { return other.shot == shot; });
    if (taken) continue;
    chosen.push_back({.shot = shot,
                      .frame = one->frame,
                      .t = one->t,
                      .score = one->score,
                      .hash = hash_text(hash_of(one->frame))});
    result.thumbnails.push_back(one->image);
  }
}

VisualResult VisualAnalyzer::finish(const ShotsSection& shots,
                                    std::span<const std::optional<Subject>> subjects) const {
  GV_CHECK(subjects.empty() || subjects.size() == looks_.size());
  GV_CHECK(looks_.empty() || !shots.shots.empty());
  VisualResult result;
  summarize(result.section);
  const std::vector<std::size_t> shot = shot_of_samples(shots);
  std::vector<LayoutSample> layouts;
  for (std::size_t i = 0; i < looks_.size(); ++i) {
    layouts.push_back({.shot = shot[i],
                       .layout = looks_[i].layout,
                       .subject = subjects.empty() ? std::nullopt : subjects[i],
                       .border_edge_density = looks_[i].tones.border_edge_density});
  }
  result.section.composition =
      summarize_composition(layouts, shots.shots.size(), !subjects.empty(), config_.composition);
  describe_shots(shots, layouts, result);
  choose_thumbnails(shots, result);
  return result;
}

void set_keyframes(std::vector<Shot>& shots, std::span<const ShotLook> looks) {
  GV_CHECK(shots.size() == looks.size());
  for (std::size_t i = 0; i < shots.size(); ++i) {
    if (looks[i].keyframe) shots[i].keyframe = *looks[i].keyframe;
  }
}

std::vector<std::optional<Signature>> signatures_of(std::span<const ShotLook> looks) {
  std::vector<std::optional<Signature>> signatures;
  for (const ShotLook& look : looks) signatures.push_back(look.signature);
  return signatures;
}

}  // namespace gv::vision
