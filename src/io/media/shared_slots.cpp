#include "io/media/shared_slots.h"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/check.h"

namespace gv::media {
namespace {

constexpr int kSideMax = 320;
constexpr std::size_t kLumaBytes = std::size_t{kSideMax} * kSideMax;
constexpr std::size_t kA64Bytes = 64 * 36;
constexpr std::size_t kT48Bytes = 48 * 27 * 3;
constexpr std::size_t kFrameBytes = 4 * kLumaBytes + kA64Bytes + kT48Bytes;
/// Far above the 0.1 s of a block, because a resampler may give what it held back in one piece.
constexpr std::size_t kMonoFloats = 1 << 15;
constexpr std::size_t kNativeFloats = 4096 * 8;
constexpr std::size_t kSoundFloats = 2 * kMonoFloats + kNativeFloats;
constexpr std::size_t kSampleBytes = std::size_t{kSampleSideMax} * kSampleSideMax * 3;

constexpr std::size_t kSoundOffset =
    (SharedSlots::kFrameSlots * kFrameBytes + alignof(float) - 1) / alignof(float) * alignof(float);
constexpr std::size_t kSampleOffset =
    kSoundOffset + SharedSlots::kSoundSlots * kSoundFloats * sizeof(float);
constexpr std::size_t kBytes = kSampleOffset + kSampleBytes;

tl::unexpected<Error> no_memory(const char* what) {
  return fail(ErrorCode::NotAvailable, "shared memory",
              fmt::format("{}: {}", what, std::strerror(errno)));
}

bool is_side(int side, int most) { return side >= 1 && side <= most; }

void copy_out(const std::uint8_t*& from, Image& image, int width, int height, int channels) {
  image = Image(width, height, channels);
  std::memcpy(image.pixels.data(), from, image.pixels.size());
  from += image.pixels.size();
}

void copy_in(std::uint8_t*& to, const Image& image) {
  std::memcpy(to, image.pixels.data(), image.pixels.size());
  to += image.pixels.size();
}

}  // namespace

Result<SharedSlots> SharedSlots::create() {
  const int descriptor = ::memfd_create("gv_frames", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (descriptor < 0) return no_memory("cannot be made");
  const bool sized =
      ::ftruncate(descriptor, static_cast<off_t>(kBytes)) == 0 &&
      ::fcntl(descriptor, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0;
  if (!sized) {
    ::close(descriptor);
    return no_memory("cannot be sized");
  }
  return map(descriptor);
}

Result<SharedSlots> SharedSlots::adopt(int descriptor) { return map(descriptor); }

Result<SharedSlots> SharedSlots::map(int descriptor) {
  void* memory = ::mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (memory == MAP_FAILED) {
    ::close(descriptor);
    return no_memory("cannot be mapped");
  }
  return SharedSlots(descriptor, static_cast<std::uint8_t*>(memory));
}

SharedSlots::SharedSlots(SharedSlots&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      memory_(std::exchange(other.memory_, nullptr)) {}

SharedSlots::~SharedSlots() {
  if (memory_ != nullptr) ::munmap(memory_, kBytes);
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::uint8_t* SharedSlots::frame_slot(std::uint32_t slot) const {
  return memory_ + slot * kFrameBytes;
}

float* SharedSlots::sound_slot(std::uint32_t slot) const {
  return reinterpret_cast<float*>(memory_ + kSoundOffset) + slot * kSoundFloats;
}

std::uint8_t* SharedSlots::sample_slot() const { return memory_ + kSampleOffset; }

FrameMessage SharedSlots::put(const Frame& frame, std::uint32_t slot) {
  const auto& l = frame.l320;
  GV_CHECK(slot < kFrameSlots && is_side(l.width, kSideMax) && is_side(l.height, kSideMax));
  GV_CHECK(frame.c320.pixels.size() == 3 * l.pixels.size());
  GV_CHECK(frame.a64.pixels.size() == kA64Bytes && frame.t48.pixels.size() == kT48Bytes);
  auto* to = frame_slot(slot);
  for (const auto* image : {&l, &frame.c320, &frame.a64, &frame.t48}) copy_in(to, *image);
  return {slot, frame.index, frame.t, frame.dt, frame.dup, l.width, l.height};
}

bool SharedSlots::take(const FrameMessage& message, Frame& frame) const {
  const auto [slot, index, t, dt, dup, width, height] = message;
  if (slot >= kFrameSlots || !is_side(width, kSideMax) || !is_side(height, kSideMax)) return false;
  if (index < 0 || !std::isfinite(t) || !std::isfinite(dt)) return false;
  frame.index = index;
  frame.t = t;
  frame.dt = dt;
  frame.dup = dup;
  const std::uint8_t* from = frame_slot(slot);
  copy_out(from, frame.l320, width, height, 1);
  copy_out(from, frame.c320, width, height, 3);
  copy_out(from, frame.a64, 64, 36, 1);
  copy_out(from, frame.t48, 48, 27, 3);
  return true;
}

SoundMessage SharedSlots::put(const Sound& sound, std::uint32_t slot) {
  GV_CHECK(slot < kSoundSlots && sound.mono_22k.size() <= kMonoFloats &&
           sound.mono_16k.size() <= kMonoFloats && sound.native.size() <= kNativeFloats);
  auto* to = sound_slot(slot);
  const auto copy = [](const std::vector<float>& from, float* target) {
    if (!from.empty()) std::memcpy(target, from.data(), from.size() * sizeof(float));
  };
  copy(sound.mono_22k, to);
  copy(sound.mono_16k, to + kMonoFloats);
  copy(sound.native, to + 2 * kMonoFloats);
  return {slot,
          sound.at_22k,
          sound.at_16k,
          sound.at_native,
          static_cast<std::uint32_t>(sound.mono_22k.size()),
          static_cast<std::uint32_t>(sound.mono_16k.size()),
          static_cast<std::uint32_t>(sound.native.size()),
          sound.rate,
          sound.channels};
}

bool SharedSlots::take(const SoundMessage& message, Sound& sound) const {
  if (message.slot >= kSoundSlots || message.count_22k > kMonoFloats ||
      message.count_16k > kMonoFloats || message.count_native > kNativeFloats ||
      message.channels < 1 || message.channels > 8 || message.rate < 1) {
    return false;
  }
  sound.at_22k = message.at_22k;
  sound.at_16k = message.at_16k;
  sound.at_native = message.at_native;
  sound.rate = message.rate;
  sound.channels = message.channels;
  const float* from = sound_slot(message.slot);
  sound.mono_22k.assign(from, from + message.count_22k);
  sound.mono_16k.assign(from + kMonoFloats, from + kMonoFloats + message.count_16k);
  sound.native.assign(from + 2 * kMonoFloats, from + 2 * kMonoFloats + message.count_native);
  return true;
}

SampleMessage SharedSlots::put(const Image& sample) {
  GV_CHECK(sample.channels == 3 && sample.pixels.size() <= kSampleBytes);
  auto* to = sample_slot();
  copy_in(to, sample);
  return {sample.width, sample.height};
}

bool SharedSlots::take(const SampleMessage& message, Image& sample) const {
  if (!is_side(message.width, kSampleSideMax) || !is_side(message.height, kSampleSideMax)) {
    return false;
  }
  const std::uint8_t* from = sample_slot();
  copy_out(from, sample, message.width, message.height, 3);
  return true;
}

}  // namespace gv::media
