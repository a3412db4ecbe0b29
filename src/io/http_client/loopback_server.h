#pragma once

#include <string>
#include <thread>
#include <vector>

namespace gv::http_client {

/// Answers one connection per text of `answers`, in order, on a port of 127.0.0.1 that the system
/// chooses, and remembers what was asked. For tests.
class LoopbackServer {
 public:
  explicit LoopbackServer(std::vector<std::string> answers);
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;
  /// Waits for the answers that are left to be fetched, or gives up on them.
  ~LoopbackServer();

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string url(const std::string& target) const;
  /// What came, headers and body, after `stop`.
  const std::vector<std::string>& stop();

 private:
  void serve();
  int listener_{-1};
  int port_{0};
  std::vector<std::string> answers_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

/// "HTTP/1.1 200 OK" with length and body.
[[nodiscard]] std::string http_answer(const std::string& status, const std::string& headers,
                                      const std::string& body);

}  // namespace gv::http_client
