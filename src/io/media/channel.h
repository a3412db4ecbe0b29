#pragma once

#include <optional>

#include "base/result.h"
#include "io/media/child_protocol.h"

namespace gv::media {

/// One end of the socket between parent and child. Owns the descriptor. Sending to a process that
/// is gone is no signal, only a false.
class Channel {
 public:
  explicit Channel(int descriptor) : descriptor_(descriptor) {}
  Channel(Channel&& other) noexcept;
  Channel& operator=(Channel&&) = delete;
  ~Channel();

  [[nodiscard]] bool send(const Message& message);

  enum class State { Arrived, Nothing, Closed, Garbled };
  struct Received {
    State state{State::Nothing};
    std::optional<Message> message{};
  };
  /// Waits up to `seconds` (negative: for ever) for one message.
  [[nodiscard]] Received receive(double seconds);

 private:
  int descriptor_;
};

}  // namespace gv::media
