#include "core/vision/testing_clips.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/vision/pixels.h"

namespace gv::vision::testing {
namespace {

constexpr int kTextureWidth = 256;
constexpr int kTextureHeight = 128;

std::uint8_t level(double value) {
  return static_cast<std::uint8_t>(std::clamp(std::nearbyint(value), 0.0, 255.0));
}

double between(SplitMixStream& random, double low, double high) {
  return low + (high - low) * random.uniform();
}

// Value noise on a periodic lattice with `cell` pixels a side, about [-1, 1].
void add_octave(std::vector<double>& plane, int width, int height, int cell, double amplitude,
                SplitMixStream& random) {
  const int columns = width / cell;
  const int rows = height / cell;
  std::vector<double> lattice(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  for (double& one : lattice) one = between(random, -amplitude, amplitude);
  const int cells = (width + cell - 1) / cell;
  std::vector<double> line(static_cast<std::size_t>(cells) + 1);  // the lattice at one row
  double* out = plane.data();
  for (int y = 0; y < height; ++y) {
    const double* above = lattice.data() + y / cell % rows * columns;
    const double* below = lattice.data() + (y / cell + 1) % rows * columns;
    const double v = static_cast<double>(y % cell) / cell;
    for (int i = 0; i <= cells; ++i) {
      line[static_cast<std::size_t>(i)] = above[i % columns] * (1.0 - v) + below[i % columns] * v;
    }
    const double* at = line.data();
    for (int x = 0; x < width; x += cell, ++at) {
      const double slope = (at[1] - at[0]) / cell;
      double value = at[0];
      for (int end = std::min(width, x + cell) - x; end > 0; --end, value += slope) *out++ += value;
    }
  }
}

// Octaves down to cells of `finest` pixels.
std::vector<double> fractal(int width, int height, int finest, double amplitude,
                            SplitMixStream& random) {
  std::vector<double> plane(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  double share = amplitude;
  for (int cell = std::min(width, height) / 2; cell >= finest; cell /= 2, share *= 0.6) {
    add_octave(plane, width, height, cell, share, random);
  }
  return plane;
}

// A window of a periodic texture, whose sides are powers of two, at a place between pixels.
Image window(const Image& from, double x, double y) {
  Image out(kClipWidth, kClipHeight, 3);
  const auto left = static_cast<int>(std::floor(x));
  const auto top = static_cast<int>(std::floor(y));
  const auto u = static_cast<int>(256.0 * (x - left));
  const auto v = static_cast<int>(256.0 * (y - top));
  const int corner[4] = {(256 - u) * (256 - v), u * (256 - v), (256 - u) * v, u * v};
  for (int row = 0; row < kClipHeight; ++row) {
    const std::uint8_t* a = from.row((top + row) & (kTextureHeight - 1));
    const std::uint8_t* b = from.row((top + row + 1) & (kTextureHeight - 1));
    std::uint8_t* to = out.row(row);
    for (int column = 0; column < kClipWidth; ++column) {
      const int i = 3 * ((left + column) & (kTextureWidth - 1));
      const int j = 3 * ((left + column + 1) & (kTextureWidth - 1));
      for (int c = 0; c < 3; ++c) {
        const int sum = a[i + c] * corner[0] + a[j + c] * corner[1] + b[i + c] * corner[2] +
                        b[j + c] * corner[3];
        *to++ = static_cast<std::uint8_t>((sum + 32768) >> 16);
      }
    }
  }
  return out;
}

Image blend(const Image& a, const Image& b, double weight) {
  Image out = a;
  for (std::size_t i = 0; i < out.pixels.size(); ++i) {
    out.pixels[i] = level((1.0 - weight) * a.pixels[i] + weight * b.pixels[i]);
  }
  return out;
}

Image scaled(Image image, double gain, double offset) {
  for (std::uint8_t& one : image.pixels) one = level(gain * one + offset);
  return image;
}

}  // namespace

Image uniform(int width, int height, std::uint8_t b, std::uint8_t g, std::uint8_t r) {
  Image image(width, height, 3);
  for (std::size_t i = 0; i < image.pixels.size(); i += 3) {
    image.pixels[i] = b;
    image.pixels[i + 1] = g;
    image.pixels[i + 2] = r;
  }
  return image;
}

Image texture(int width, int height, std::uint64_t seed) {
  SplitMixStream random(seed);
  const std::vector<double> light = fractal(width, height, 1, between(random, 45, 75), random);
  Image image(width, height, 3);
  const double brightness = between(random, 75.0, 165.0);
  for (std::size_t c = 0; c < 3; ++c) {
    const double base = brightness + between(random, -35.0, 35.0);
    const std::vector<double> tint = fractal(width, height, 4, 20.0, random);
    for (std::size_t i = 0; i < light.size(); ++i) {
      image.pixels[3 * i + c] = level(base + light[i] + tint[i]);
    }
  }
  return image;
}

Clip::Clip(const ClipPlan& plan) : plan_(plan) {
  SplitMixStream random(plan.seed);
  std::int64_t at = 0;
  for (int shot = 0; shot < plan.shots; ++shot) {
    Take take{.texture = texture(kTextureWidth, kTextureHeight, random.next())};
    if (shot > 0) {
      const Handover handover = plan.handover ? plan.handover(shot) : Handover{};
      truth_.push_back({handover.kind, at, at + handover.frames});
      at += handover.frames;
    }
    const double angle = between(random, 0.0, 6.2831853);
    const double speed = between(random, 0.0, plan.speed_max);
    take.x = between(random, 0.0, kTextureWidth);
    take.y = between(random, 0.0, kTextureHeight);
    take.vx = speed * std::cos(angle);
    take.vy = speed * std::sin(angle);
    take.start = at;
    at += static_cast<std::int64_t>(between(random, plan.frames_min, plan.frames_max + 1));
    take.end = at;
    if (plan.flash_every > 0 && shot % plan.flash_every == 0) {
      take.flash = (take.start + take.end) / 2;
      take.flash_frames = 1 + static_cast<int>(random.next() % 3);
    }
    if (plan.brightness_steps && shot % 3 == 1) {
      take.step_at = take.start + (take.end - take.start) / 3;
      take.step = between(random, -20.0, 20.0);
    }
    takes_.push_back(std::move(take));
  }
  frames_ = at;
  noise_.resize(1 << 16);
  for (int& one : noise_) {
    double sum = -6.0;
    for (int k = 0; k < 12; ++k) sum += random.uniform();
    one = static_cast<int>(std::nearbyint(plan.noise * sum));
  }
}

Image Clip::take(std::size_t shot, std::int64_t index) const {
  const Take& take = takes_[shot];
  const auto t = static_cast<double>(index - take.start);
  Image image = window(take.texture, take.x + t * take.vx, take.y + t * take.vy);
  if (take.step_at >= 0 && index >= take.step_at) image = scaled(std::move(image), 1.0, take.step);
  if (plan_.graphic) {
    const auto left = static_cast<int>(5 * (index - take.start)) % kClipWidth;
    for (int y = 60; y < 80; ++y) {
      for (int x = left; x < std::min(kClipWidth, left + 30); ++x) {
        std::fill_n(image.row(y) + 3 * x, 3, std::uint8_t{240});
      }
    }
  }
  if (index >= take.flash && index < take.flash + take.flash_frames) {
    image = scaled(std::move(image), 0.3, 170.0);
  }
  return image;
}

void Clip::add_noise(Image& image, std::int64_t index) const {
  if (plan_.noise <= 0.0) return;
  std::size_t at = mix64(static_cast<std::uint64_t>(index)) % noise_.size();
  for (std::uint8_t& one : image.pixels) {
    one = static_cast<std::uint8_t>(std::clamp(one + noise_[at], 0, 255));
    at = (at + 1) % noise_.size();
  }
}

Image Clip::frame(std::int64_t index) const {
  std::size_t shot = 0;
  while (shot + 1 < takes_.size() && index >= takes_[shot].end) {
    if (index < truth_[shot].end) break;
    ++shot;
  }
  Image image;
  if (index < takes_[shot].end) {
    image = take(shot, index);
  } else {
    const TrueTransition& now = truth_[shot];
    const auto step = static_cast<double>(index - now.start + 1);
    const auto length = static_cast<double>(now.end - now.start + 1);
    const double weight = step / length;
    if (now.kind == Entry::Dissolve) {
      image = blend(take(shot, index), take(shot + 1, index), weight);
    } else if (now.kind == Entry::Fade) {
      const bool out = weight <= 0.5;
      // The middle is black for a moment, as it is in an editor's fade.
      const double gain = std::max(0.0, (std::abs(1.0 - 2.0 * weight) - 0.1) / 0.9);
      image = scaled(take(out ? shot : shot + 1, index), gain, 0.0);
    } else {
      image = uniform(kClipWidth, kClipHeight, 0, 0, 0);
    }
  }
  add_noise(image, index);
  return image;
}

// Three passes of [1 2 1] / 4 along each side: variance 1.5.
Image blurred(Image image) {
  const auto pass = [](const Image& from, std::size_t reach) {
    Image out = from;
    const std::uint8_t* in = from.pixels.data();
    for (std::size_t i = reach; i + reach < from.pixels.size(); ++i) {
      const unsigned sum = in[i - reach] + 2U * in[i] + in[i + reach] + 2U;
      out.pixels[i] = static_cast<std::uint8_t>(sum / 4U);
    }
    return out;
  };
  for (int k = 0; k < 3; ++k) image = pass(pass(image, 3), image.stride());
  return image;
}

Planes planes_of(const Image& bgr) {
  const Image luma = luma_of(bgr);
  return {bgr, luma, resize_area(luma, 64, 36), blurred(resize_area(bgr, 48, 27))};
}

void Projector::show(const Planes& planes, const Screen& screen) {
  screen(FrameView{.index = index_,
                   .t = static_cast<double>(index_) / fps_,
                   .dt = index_ > 0 ? 1.0 / fps_ : 0.0,
                   .l320 = planes.luma,
                   .c320 = planes.bgr,
                   .a64 = planes.a64,
                   .t48 = planes.t48});
  ++index_;
}

ShotsSection detect(const Clip& clip, const ShotConfig& config) {
  ShotDetector detector(30.0, config);
  Projector projector;
  for (std::int64_t i = 0; i < clip.frames(); ++i) {
    projector.show(clip.frame(i), [&](const FrameView& frame) { detector.on_frame(frame); });
  }
  return detector.finish(static_cast<double>(clip.frames()) / 30.0);
}

Counts count_cuts(const Clip& clip, const ShotsSection& found) {
  Counts counts;
  std::vector<bool> used(found.transitions.size(), false);
  for (const TrueTransition& truth : clip.truth()) {
    if (truth.kind != Entry::Cut) continue;
    std::size_t best = used.size();
    std::int64_t nearest = 2;
    for (std::size_t i = 0; i < used.size(); ++i) {
      const std::int64_t apart = std::abs(found.transitions[i].boundary - truth.start);
      if (!used[i] && apart < nearest) {
        best = i;
        nearest = apart;
      }
    }
    if (best == used.size()) {
      ++counts.missed;
      continue;
    }
    used[best] = true;
    ++counts.hits;
    if (nearest == 0) ++counts.exact;
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    const std::int64_t at = found.transitions[i].boundary;
    const bool gradual =
        std::any_of(clip.truth().begin(), clip.truth().end(), [&](const TrueTransition& truth) {
          return truth.kind != Entry::Cut && at >= truth.start - 1 && at <= truth.end + 1;
        });
    if (!used[i] && !gradual) ++counts.extra;
  }
  return counts;
}

Counts count_gradual(const Clip& clip, const ShotsSection& found, Entry kind) {
  const auto counted = [kind](Entry one) {
    return one == kind || (kind == Entry::Fade && one == Entry::Black);
  };
  Counts counts;
  std::vector<bool> used(found.transitions.size(), false);
  for (const TrueTransition& truth : clip.truth()) {
    if (!counted(truth.kind)) continue;
    bool hit = false;
    for (std::size_t i = 0; i < used.size() && !hit; ++i) {
      const Transition& one = found.transitions[i];
      if (used[i] || !counted(one.kind)) continue;
      const auto shared = static_cast<double>(std::min(one.end_frame, truth.end) -
                                              std::max(one.start_frame, truth.start));
      const auto longer =
          static_cast<double>(std::max(one.end_frame - one.start_frame, truth.end - truth.start));
      if (shared < 0.3 * longer) continue;
      hit = used[i] = true;
      counts.offset_sum += std::abs(static_cast<double>(one.boundary) -
                                    0.5 * static_cast<double>(truth.start + truth.end));
    }
    ++(hit ? counts.hits : counts.missed);
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!used[i] && counted(found.transitions[i].kind)) ++counts.extra;
  }
  return counts;
}

}  // namespace gv::vision::testing
