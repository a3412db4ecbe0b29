#include "io/media/channel.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <utility>
#include <vector>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace gv::media {
namespace {

constexpr std::size_t kMessageBytesMax = 1 << 16;

}  // namespace

Channel::Channel(Channel&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Channel::~Channel() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Channel::send(const Message& message) {
  const auto bytes = encode(message);
  while (true) {
    const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    return sent == static_cast<ssize_t>(bytes.size());
  }
}

Channel::Received Channel::receive(double seconds) {
  pollfd waiting{descriptor_, POLLIN, 0};
  const int timeout_ms =
      seconds < 0.0 ? -1 : static_cast<int>(std::ceil(std::min(seconds, 1e6) * 1000.0));
  const int ready = ::poll(&waiting, 1, timeout_ms);
  if (ready == 0 || (ready < 0 && errno == EINTR)) return {State::Nothing};
  if (ready < 0) return {State::Closed};

  std::vector<char> bytes(kMessageBytesMax);
  const auto got = ::recv(descriptor_, bytes.data(), bytes.size(), MSG_TRUNC);
  if (got < 0 && errno == EINTR) return {State::Nothing};
  if (got <= 0) return {State::Closed};
  if (static_cast<std::size_t>(got) > bytes.size()) return {State::Garbled};
  auto message = decode({bytes.data(), static_cast<std::size_t>(got)});
  if (!message) return {State::Garbled};
  return {State::Arrived, std::move(message)};
}

}  // namespace gv::media
