#include "io/http/testing.h"

#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace gv::http::testing {
namespace {

sockaddr_in address_of(const std::string& text, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  if (inet_pton(AF_INET, text.c_str(), &address.sin_addr) != 1) {
    throw std::runtime_error("no address: " + text);
  }
  return address;
}

std::size_t number(std::string_view text, int base) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number, base);
  return number;
}

}  // namespace

Client::Client(std::uint16_t port, const std::string& from) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto local = address_of(from, 0);
  const auto remote = address_of("127.0.0.1", port);
  if (::bind(socket_, reinterpret_cast<const sockaddr*>(&local), sizeof local) != 0 ||
      ::connect(socket_, reinterpret_cast<const sockaddr*>(&remote), sizeof remote) != 0) {
    ::close(socket_);
    throw std::runtime_error("cannot connect to 127.0.0.1:" + std::to_string(port));
  }
}

Client::~Client() { ::close(socket_); }

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Client::read_more() {
  std::array<char, 65536> piece;
  const auto read = ::recv(socket_, piece.data(), piece.size(), 0);
  if (read <= 0) return false;
  buffer_.append(piece.data(), static_cast<std::size_t>(read));
  return true;
}

std::string Client::receive_some() {
  if (buffer_.empty()) read_more();
  return std::exchange(buffer_, {});
}

void Client::wait_until_closed() {
  while (read_more()) buffer_.clear();
}

std::string Client::take(std::size_t bytes) {
  while (buffer_.size() < bytes && read_more()) {
  }
  std::string taken = buffer_.substr(0, bytes);
  buffer_.erase(0, bytes);
  return taken;
}

std::string Client::take_line() {
  auto end = buffer_.find("\r\n");
  while (end == std::string::npos && read_more()) end = buffer_.find("\r\n");
  if (end == std::string::npos) return {};
  std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 2);
  return line;
}

Answer Client::receive(bool head) {
  Answer answer;
  const std::string status = take_line();
  if (!status.starts_with("HTTP/1.1 ")) return answer;
  answer.status = static_cast<int>(number(std::string_view(status).substr(9, 3), 10));
  for (std::string line = take_line(); !line.empty(); line = take_line()) {
    const auto colon = line.find(": ");
    answer.headers.add(line.substr(0, colon), line.substr(colon + 2));
  }
  if (head || answer.status == 204 || answer.status == 304) return answer;
  if (answer.headers.has_token("Transfer-Encoding", "chunked")) {
    while (const auto size = number(take_line(), 16)) {
      answer.body += take(size);
      take_line();
    }
    take_line();
  } else {
    answer.body = take(number(answer.headers.value("Content-Length"), 10));
  }
  return answer;
}

Answer Client::ask(std::string_view method, std::string_view target, std::string_view body,
                   const Headers& headers) {
  std::string text = fmt::format("{} {} HTTP/1.1\r\nHost: test\r\n", method, target);
  for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
  if (!body.empty()) text += fmt::format("Content-Length: {}\r\n", body.size());
  send(text + "\r\n" + std::string(body));
  return receive(method == "HEAD");
}

}  // namespace gv::http::testing
