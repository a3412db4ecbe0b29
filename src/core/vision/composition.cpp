#include "core/vision/composition.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "base/check.h"
#include "core/vision/pixels.h"

namespace gv::vision {
namespace {

constexpr int kStep = 16;  // grey levels across the line that count as an edge
constexpr int kSlack = 2;  // pixels that the line may lie off the middle

constexpr std::array<const char*, 5> kNames{"split_screen", "centered", "rule_of_thirds",
                                            "symmetric", "dynamic"};

void find_centroid(const Image& luma, Layout& layout) {
  std::int64_t total = 0;
  std::int64_t weighted_x = 0;
  std::int64_t weighted_y = 0;
  for (int y = 1; y + 1 < luma.height; ++y) {
    const std::uint8_t* above = luma.row(y - 1);
    const std::uint8_t* here = luma.row(y);
    const std::uint8_t* below = luma.row(y + 1);
    for (int x = 1; x + 1 < luma.width; ++x) {
      const int energy = std::abs(here[x + 1] - here[x - 1]) + std::abs(below[x] - above[x]);
      total += energy;
      weighted_x += static_cast<std::int64_t>(energy) * (2 * x + 1);
      weighted_y += static_cast<std::int64_t>(energy) * (2 * y + 1);
    }
  }
  if (total == 0) return;
  const auto sum = static_cast<double>(total);
  layout.gradient_x = static_cast<double>(weighted_x) / (2.0 * sum * luma.width);
  layout.gradient_y = static_cast<double>(weighted_y) / (2.0 * sum * luma.height);
}

// Share of the rows with a step at one and the same column near the middle.
double upright_midline(const Image& luma) {
  double best = 0.0;
  for (int off = -kSlack; off <= kSlack; ++off) {
    const int x = luma.width / 2 + off;
    if (x < 1 || x >= luma.width) continue;
    int hits = 0;
    for (int y = 0; y < luma.height; ++y) {
      hits += std::abs(luma.row(y)[x] - luma.row(y)[x - 1]) >= kStep ? 1 : 0;
    }
    best = std::max(best, static_cast<double>(hits) / luma.height);
  }
  return best;
}

Image transposed(const Image& luma) {
  Image turned(luma.height, luma.width, 1);
  for (int y = 0; y < luma.height; ++y) {
    for (int x = 0; x < luma.width; ++x) turned.row(x)[y] = luma.row(y)[x];
  }
  return turned;
}

// Columns [from, from + width) of a picture, mirrored on request.
Image columns(const Image& luma, int from, int width, bool mirrored) {
  Image part(width, luma.height, 1);
  for (int y = 0; y < luma.height; ++y) {
    for (int x = 0; x < width; ++x) {
      part.row(y)[x] = luma.row(y)[mirrored ? from + width - 1 - x : from + x];
    }
  }
  return part;
}

double halves_correlation(const Image& small) {
  const int half = small.width / 2;
  return correlation(columns(small, 0, half, false),
                     columns(small, small.width - half, half, false));
}

bool divided(const LayoutSample& sample, const CompositionConfig& config) {
  return sample.layout.midline >= config.midline_min;
}

Subject subject_of(const LayoutSample& sample) {
  if (sample.subject) return *sample.subject;
  return {SubjectKind::Gradient, sample.layout.gradient_x, sample.layout.gradient_y};
}

// A mean over the samples that have a value.
class Mean {
 public:
  void add(double value) {
    sum_ += value;
    ++count_;
  }
  [[nodiscard]] std::optional<double> value() const {
    return count_ > 0 ? std::optional(sum_ / count_) : std::nullopt;
  }

 private:
  double sum_{0.0};
  int count_{0};
};

}  // namespace

Layout layout_of(const Image& luma) {
  GV_CHECK(!luma.empty() && luma.channels == 1);
  Layout layout;
  find_centroid(luma, layout);
  const Image small = resize_area(luma, 64, 36);
  layout.symmetry = correlation(small, columns(small, 0, small.width, true));
  const Image turned = transposed(luma);
  const double upright = upright_midline(luma);
  const double level = upright_midline(turned);
  layout.midline = std::max(upright, level);
  layout.halves = halves_correlation(upright >= level ? small : transposed(small));
  return layout;
}

CompositionKind classify(const Subject& subject, double symmetry, bool split_screen,
                         const CompositionConfig& config) {
  if (split_screen) return CompositionKind::SplitScreen;
  if (std::abs(subject.cx - 0.5) < config.center_x &&
      std::abs(subject.cy - 0.5) < config.center_y) {
    return CompositionKind::Centered;
  }
  for (const double x : {1.0 / 3.0, 2.0 / 3.0}) {
    for (const double y : {1.0 / 3.0, 2.0 / 3.0}) {
      if (std::hypot(subject.cx - x, subject.cy - y) <= config.third) {
        return CompositionKind::RuleOfThirds;
      }
    }
  }
  return symmetry >= config.symmetry_min ? CompositionKind::Symmetric : CompositionKind::Dynamic;
}

std::vector<double> split_shares(std::span<const LayoutSample> samples, std::size_t shots,
                                 const CompositionConfig& config) {
  std::vector<double> counts(shots);
  std::vector<double> hits(shots);
  for (const LayoutSample& sample : samples) {
    GV_CHECK(sample.shot < shots);
    counts[sample.shot] += 1.0;
    if (divided(sample, config)) hits[sample.shot] += 1.0;
  }
  for (std::size_t i = 0; i < shots; ++i) hits[i] = counts[i] > 0.0 ? hits[i] / counts[i] : 0.0;
  return hits;
}

Composition summarize_composition(std::span<const LayoutSample> samples, std::size_t shots,
                                  bool boxes_known, const CompositionConfig& config) {
  const std::vector<double> splits = split_shares(samples, shots, config);
  std::array<double, kNames.size()> counts{};
  Mean area;
  Mean large;
  Mean headroom;
  Mean symmetry;
  Mean border;
  Mean plain;
  for (const LayoutSample& sample : samples) {
    const Subject subject = subject_of(sample);
    const bool split = splits[sample.shot] >= config.persistent;
    counts[static_cast<std::size_t>(classify(subject, sample.layout.symmetry, split, config))] +=
        1.0;
    const double box_area = subject.box ? subject.box->w * subject.box->h : 0.0;
    if (subject.box) area.add(box_area);
    if (boxes_known) large.add(box_area >= config.subject_area_min ? 1.0 : 0.0);
    if (subject.box && subject.kind == SubjectKind::Face) headroom.add(subject.box->y);
    symmetry.add(sample.layout.symmetry);
    border.add(sample.border_edge_density);
    plain.add(sample.border_edge_density <= config.plain_border_max ? 1.0 : 0.0);
  }
  Composition composition{.subject_area = area.value(),
                          .subject_share = large.value(),
                          .headroom = headroom.value(),
                          .symmetry = symmetry.value(),
                          .border_edge_density = border.value(),
                          .plain_border_share = plain.value()};
  if (samples.empty()) return composition;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    composition.shares[kNames[i]] = counts[i] / static_cast<double>(samples.size());
  }
  const auto largest = std::max_element(counts.begin(), counts.end()) - counts.begin();
  composition.dominant = static_cast<CompositionKind>(largest);
  return composition;
}

}  // namespace gv::vision
