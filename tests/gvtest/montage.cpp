#include "montage.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gv::gvtest {
namespace {

using vision::Entry;

constexpr std::int64_t kCalmFrames = 6;  // between a cut and whatever could be taken for one

double between(Rng& rng, double low, double high) { return low + (high - low) * rng.uniform(); }

std::int64_t frame_between(Rng& rng, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(high - low + 1)));
}

}  // namespace

Montage::Montage(const MontageStyle& style, std::uint64_t seed)
    : style_(style), grain_(style.noise, seed) {
  Rng rng(seed, 1);
  const bool given = !style.cuts_s.empty();
  const int shots = given ? static_cast<int>(style.cuts_s.size()) + 1 : style.shots;
  std::int64_t at = 0;
  for (int shot = 0; shot < shots; ++shot) {
    if (shot > 0) {
      const Handover handover = style.handover ? style.handover(shot, rng) : Handover{};
      const double start_s = static_cast<double>(at) / style.fps;
      boundaries_.push_back({handover.kind, at, at + handover.frames, start_s});
      at += handover.frames;
    }
    const std::int64_t start = at;
    if (given) {
      const auto next = static_cast<std::size_t>(shot);
      const double end_s = next < style.cuts_s.size() ? style.cuts_s[next] : style.end_s;
      at = static_cast<std::int64_t>(std::llround(end_s * style.fps));
    } else {
      const double seconds = between(rng, style.shot_s_min, style.shot_s_max);
      at += static_cast<std::int64_t>(std::llround(seconds * style.fps));
    }
    takes_.push_back(make_take(start, at, rng));
  }
  frames_ = at;
}

Montage::Take Montage::make_take(std::int64_t start, std::int64_t end, Rng& rng) const {
  const int width = style_.width * 5 / 4;
  const int height = style_.height * 5 / 4;
  Take take{.picture = texture(width, height, rng)};
  const double angle = between(rng, 0.0, 2.0 * std::numbers::pi);
  const double speed = between(rng, 0.0, style_.speed_max) / style_.fps;
  take.from = {.x = between(rng, 0.4, 0.6) * width, .y = between(rng, 0.4, 0.6) * height};
  take.vx = speed * std::cos(angle);
  take.vy = speed * std::sin(angle);
  if (rng.below(4) == 0) take.growth = between(rng, -0.06, 0.06) / style_.fps;
  take.start = start;
  take.end = end;
  plan_accidents(take, rng);
  return take;
}

void Montage::plan_accidents(Take& take, Rng& rng) const {
  const std::int64_t first = take.start + kCalmFrames;
  const std::int64_t last = take.end - kCalmFrames - 1;
  if (style_.flashes && rng.below(2) == 0) {
    take.flash_frames = 1 + static_cast<int>(rng.below(3));
    if (last - take.flash_frames > first) {
      take.flash = frame_between(rng, first, last - take.flash_frames);
    }
  }
  if (style_.strobes && rng.below(4) == 0) {
    take.strobe_frames = static_cast<int>(style_.fps / 2.0);
    if (last - take.strobe_frames > first) {
      take.strobe = frame_between(rng, first, last - take.strobe_frames);
    }
  }
  if (style_.brightness_steps && rng.below(3) == 0 && last > first) {
    take.step_at = frame_between(rng, first, last);
    take.step = between(rng, 8.0, 20.0) * (rng.below(2) == 0 ? 1.0 : -1.0);
  }
  if (style_.graphics && rng.below(2) == 0) {
    take.box_speed = between(rng, 0.3, 0.9) * style_.width / style_.fps;
  }
}

std::vector<std::int64_t> Montage::shot_starts() const {
  std::vector<std::int64_t> starts;
  for (const Take& take : takes_) starts.push_back(take.start);
  starts.push_back(frames_);
  return starts;
}

Image Montage::draw(const Take& take, std::int64_t index) const {
  const auto n = static_cast<double>(index - take.start);
  Camera camera = take.from;
  camera.x += n * take.vx;
  camera.y += n * take.vy;
  camera.zoom = std::exp(n * take.growth);
  Image image = look(take.picture, camera, style_.width, style_.height);
  if (take.step_at >= 0 && index >= take.step_at) adjust(image, 1.0, take.step);
  if (take.box_speed > 0.0) {
    const int size = style_.width / 6;
    const int x = static_cast<int>(n * take.box_speed) % (style_.width + size) - size;
    fill_box(image, x, style_.height * 2 / 3, size, style_.height / 5, 240);
  }
  const bool flash = index >= take.flash && index < take.flash + take.flash_frames;
  const bool strobe = index >= take.strobe && index < take.strobe + take.strobe_frames &&
                      (index - take.strobe) % 2 == 0;
  if ((take.flash >= 0 && flash) || (take.strobe >= 0 && strobe)) adjust(image, 0.3, 170.0);
  return image;
}

Image Montage::draw_handover(std::size_t shot, std::int64_t index) const {
  const TrueBoundary& now = boundaries_[shot];
  const Take& before = takes_[shot];
  const Take& after = takes_[shot + 1];
  const auto step = static_cast<double>(index - now.start + 1);
  const double weight = step / static_cast<double>(now.end - now.start + 1);
  if (now.kind == Entry::Dissolve) return blend(draw(before, index), draw(after, index), weight);
  if (now.kind == Entry::Black) return flat(style_.width, style_.height, 0, 0, 0);
  Image image = draw(weight <= 0.5 ? before : after, index);
  // The middle of a fade is black for a moment, as an editor makes it.
  adjust(image, std::max(0.0, (std::abs(1.0 - 2.0 * weight) - 0.1) / 0.9), 0.0);
  return image;
}

Image Montage::frame(std::int64_t index) const {
  std::size_t shot = 0;
  while (shot < boundaries_.size() && index >= boundaries_[shot].end) ++shot;
  const bool alone = shot >= boundaries_.size() || index < boundaries_[shot].start;
  Image image = alone ? draw(takes_[shot], index) : draw_handover(shot, index);
  grain_.add(image, index);
  return image;
}

}  // namespace gv::gvtest
