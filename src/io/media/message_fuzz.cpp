#include <cmath>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "io/media/child_protocol.h"
#include "io/media/shared_slots.h"

// Whatever a broken decoder process says is a message or none, and names no place outside the
// shared memory.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv::media;
  static const auto kSlots = SharedSlots::create();
  GV_CHECK(kSlots.has_value());
  const auto message = decode({reinterpret_cast<const char*>(data), size});
  if (!message) return 0;
  GV_CHECK(decode(encode(*message)).has_value());
  if (const auto* made = std::get_if<FrameMessage>(&*message)) {
    Frame frame;
    if (kSlots->take(*made, frame)) GV_CHECK(std::isfinite(frame.t) && !frame.c320.empty());
  } else if (const auto* heard = std::get_if<SoundMessage>(&*message)) {
    Sound sound;
    if (kSlots->take(*heard, sound)) GV_CHECK(sound.channels > 0 && sound.rate > 0);
  } else if (const auto* wanted = std::get_if<SampleMessage>(&*message)) {
    gv::Image image;
    if (kSlots->take(*wanted, image)) GV_CHECK(!image.empty());
  } else if (const auto* failure = std::get_if<FailureMessage>(&*message)) {
    GV_CHECK(!gv::to_text(failure->code).empty());
  }
  return 0;
}
