#include "io/http_client/loopback_server.h"

#include <array>
#include <cstdlib>

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/check.h"

namespace gv::http_client {
namespace {

/// Reads until the headers and the body they announce are there, or the other end closes.
std::string read_request(int connection) {
  std::string text;
  std::array<char, 4096> buffer{};
  while (true) {
    const auto end = text.find("\r\n\r\n");
    if (end != std::string::npos) {
      const auto length = text.find("Content-Length: ");
      const std::size_t body =
          length < end ? std::strtoull(text.c_str() + length + 16, nullptr, 10) : 0;
      if (text.size() >= end + 4 + body) return text;
    }
    const auto got = read(connection, buffer.data(), buffer.size());
    if (got <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

LoopbackServer::LoopbackServer(std::vector<std::string> answers) : answers_(std::move(answers)) {
  listener_ = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  GV_CHECK(bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  GV_CHECK(listen(listener_, 8) == 0);
  socklen_t size = sizeof address;
  GV_CHECK(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

LoopbackServer::~LoopbackServer() { stop(); }

std::string LoopbackServer::url(const std::string& target) const {
  return fmt::format("http://127.0.0.1:{}{}", port_, target);
}

const std::vector<std::string>& LoopbackServer::stop() {
  if (thread_.joinable()) {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }
  return requests_;
}

void LoopbackServer::serve() {
  for (const std::string& answer : answers_) {
    const int connection = accept(listener_, nullptr, nullptr);
    if (connection < 0) return;
    requests_.push_back(read_request(connection));
    // A client that has read enough may be gone.
    (void)send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
    shutdown(connection, SHUT_WR);
    close(connection);
  }
}

std::string http_answer(const std::string& status, const std::string& headers,
                        const std::string& body) {
  return fmt::format("HTTP/1.1 {}\r\nContent-Length: {}\r\n{}\r\n{}", status, body.size(), headers,
                     body);
}

}  // namespace gv::http_client
