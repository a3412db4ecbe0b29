#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/result.h"
#include "io/media/child_protocol.h"
#include "io/media/source.h"

namespace gv::media {

/// Memory that parent and child both see: slots for frames, for sound, and one for a sample. Its
/// size is sealed, so a child cannot shrink it under the parent. Owns descriptor and mapping.
class SharedSlots {
 public:
  static constexpr std::uint32_t kFrameSlots = 8;
  static constexpr std::uint32_t kSoundSlots = 16;

  /// Errors: NotAvailable: the system grants no memory.
  [[nodiscard]] static Result<SharedSlots> create();
  /// Maps a descriptor that `create` made in another process, and takes it over.
  [[nodiscard]] static Result<SharedSlots> adopt(int descriptor);

  SharedSlots(SharedSlots&& other) noexcept;
  SharedSlots& operator=(SharedSlots&&) = delete;
  ~SharedSlots();

  [[nodiscard]] int descriptor() const { return descriptor_; }

  // Child: write. What does not fit a slot is a bug of ours.
  [[nodiscard]] FrameMessage put(const Frame& frame, std::uint32_t slot);
  [[nodiscard]] SoundMessage put(const Sound& sound, std::uint32_t slot);
  [[nodiscard]] SampleMessage put(const Image& sample);

  // Parent: read. False: the message names what cannot be there.
  [[nodiscard]] bool take(const FrameMessage& message, Frame& frame) const;
  [[nodiscard]] bool take(const SoundMessage& message, Sound& sound) const;
  [[nodiscard]] bool take(const SampleMessage& message, Image& sample) const;

 private:
  SharedSlots(int descriptor, std::uint8_t* memory) : descriptor_(descriptor), memory_(memory) {}

  [[nodiscard]] static Result<SharedSlots> map(int descriptor);
  [[nodiscard]] std::uint8_t* frame_slot(std::uint32_t slot) const;
  [[nodiscard]] float* sound_slot(std::uint32_t slot) const;
  [[nodiscard]] std::uint8_t* sample_slot() const;

  int descriptor_;
  std::uint8_t* memory_;
};

}  // namespace gv::media
