#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gv::audio {

/// The distance of frames as a fraction: `samples` every `frames` frames. 441 / 4 is 110.25.
struct Hop {
  std::int64_t samples{1};
  std::int64_t frames{1};
};

/// Cuts a stream into overlapping frames, the same frames however the stream arrives in pieces.
///
/// Frame n is centred on sample floor(n * hop): it starts half a frame earlier, with zeros before
/// the beginning and after the end. Frames whose centre lies inside the stream are given out.
/// Memory: a few frames.
class FrameCutter {
 public:
  FrameCutter(int size, Hop hop)
      : size_(static_cast<std::size_t>(size)), hop_(hop), buffer_(size_ / 2, 0.0F) {}

  /// Calls `on_frame(std::span<const float>)` for every frame that has become complete.
  template <class OnFrame>
  void push(std::span<const float> samples, OnFrame&& on_frame) {
    total_ += static_cast<std::int64_t>(samples.size());
    append(samples, on_frame);
  }

  /// The frames that reach over the end. Call once, last.
  template <class OnFrame>
  void finish(OnFrame&& on_frame) {
    const std::vector<float> zeros(size_, 0.0F);
    append(zeros, on_frame);
  }

  [[nodiscard]] std::int64_t samples() const { return total_; }

 private:
  template <class OnFrame>
  void append(std::span<const float> samples, OnFrame& on_frame) {
    buffer_.insert(buffer_.end(), samples.begin(), samples.end());
    while (center(next_) < total_) {
      const auto offset = static_cast<std::size_t>(center(next_) - dropped_);
      if (offset + size_ > buffer_.size()) break;
      on_frame(std::span<const float>(buffer_).subspan(offset, size_));
      ++next_;
    }
    drop_used();
  }

  /// Forgets what no later frame needs, seldom enough that the moves cost little.
  void drop_used() {
    const auto used = static_cast<std::size_t>(center(next_) - dropped_);
    if (used < buffer_.size() / 2 || used > buffer_.size()) return;
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(used));
    dropped_ += static_cast<std::int64_t>(used);
  }

  [[nodiscard]] std::int64_t center(std::int64_t frame) const {
    return frame * hop_.samples / hop_.frames;
  }

  std::size_t size_;
  Hop hop_;
  std::vector<float> buffer_;  ///< starts half a frame before sample `dropped_`
  std::int64_t dropped_{0};
  std::int64_t next_{0};
  std::int64_t total_{0};
};

}  // namespace gv::audio
