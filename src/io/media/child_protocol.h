#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/result.h"
#include "io/media/probe.h"
#include "io/media/source.h"

namespace gv::media {

// What a decoding child and its parent say to each other over a socket of whole messages.
//
// The pictures and the sound themselves lie in shared memory of fixed slots. The child fills a slot
// and names it; the parent copies it out and gives it back. A child without a free slot waits:
// nothing is ever dropped.

/// Descriptors that the child finds open.
inline constexpr int kInputDescriptor = 3;
inline constexpr int kMemoryDescriptor = 4;
inline constexpr int kSocketDescriptor = 5;

/// Parent, first of all.
struct SetupMessage {
  std::string name;        ///< of the file, for messages
  std::int64_t parent{0};  ///< process id
  Limits limits;
  int decoder_threads{1};
  bool salvage{false};
  bool audio_only{false};
  bool want_audio{true};
  bool probe_only{false};
};
BOOST_DESCRIBE_STRUCT(SetupMessage, (),
                      (name, parent, limits, decoder_threads, salvage, audio_only, want_audio,
                       probe_only))

/// Child: the file is open.
struct OpenedMessage {
  ProbeResult probe;
  int held_frames{0};
};
BOOST_DESCRIBE_STRUCT(OpenedMessage, (), (probe, held_frames))

/// Child: a frame lies in a slot.
struct FrameMessage {
  std::uint32_t slot{0};
  std::int64_t index{0};
  double t{0.0};
  double dt{0.0};
  bool dup{false};
  int width{0};
  int height{0};
};
BOOST_DESCRIBE_STRUCT(FrameMessage, (), (slot, index, t, dt, dup, width, height))

/// Child: sound lies in a slot.
struct SoundMessage {
  std::uint32_t slot{0};
  std::int64_t at_22k{0};
  std::int64_t at_16k{0};
  std::int64_t at_native{0};
  std::uint32_t count_22k{0};
  std::uint32_t count_16k{0};
  std::uint32_t count_native{0};  ///< samples, all channels together
  int rate{0};
  int channels{0};
};
BOOST_DESCRIBE_STRUCT(SoundMessage, (),
                      (slot, at_22k, at_16k, at_native, count_22k, count_16k, count_native, rate,
                       channels))

/// Child: the wanted picture lies in the slot for samples.
struct SampleMessage {
  int width{0};
  int height{0};
};
BOOST_DESCRIBE_STRUCT(SampleMessage, (), (width, height))

/// Child: something failed: the opening, the decoding (then nothing more comes), or one sample.
struct FailureMessage {
  ErrorCode code{ErrorCode::DecodeFailed};
  std::string where;
  std::string message;
  std::string hint;
  bool of_sample{false};
};
BOOST_DESCRIBE_STRUCT(FailureMessage, (), (code, where, message, hint, of_sample))

/// Parent: a slot is free again.
struct FreedMessage {
  std::uint32_t slot{0};
  bool of_sound{false};
};
BOOST_DESCRIBE_STRUCT(FreedMessage, (), (slot, of_sound))

/// Parent: wants a picture of a frame.
struct WantedMessage {
  std::int64_t index{0};
  int longer_side{0};
};
BOOST_DESCRIBE_STRUCT(WantedMessage, (), (index, longer_side))

/// Every message; on the wire, the first byte is the number of the alternative.
using Message = std::variant<SetupMessage, OpenedMessage, FrameMessage, SoundMessage, End,
                             SampleMessage, FailureMessage, FreedMessage, WantedMessage>;

[[nodiscard]] std::string encode(const Message& message);
/// None: no message of ours.
[[nodiscard]] std::optional<Message> decode(std::string_view bytes);

}  // namespace gv::media
