#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gv::transcribe::testing {

/// What the server double answers to one connection.
struct Reply {
  int status{200};
  std::string body{};
  std::map<std::string, std::string> headers{};
  bool silent{false};  ///< reads the request and says nothing
  bool cut{false};     ///< closes the connection instead of answering
};

struct Recorded {
  std::string method;
  std::string target;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

/// A part of a multipart/form-data body.
struct Part {
  std::string name;
  std::string file_name;
  std::string value;
};

/// The parts of a recorded request. Throws std::runtime_error when the body is not well formed.
std::vector<Part> parts_of(const Recorded& request);

/// The replies, one per connection.
using Script = std::vector<Reply>;

/// An HTTP server on a loopback port of its own, in a thread of its own. It gives the scripted
/// replies, then 500.
class Server {
 public:
  explicit Server(Script script, bool tls = false);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::string url() const;
  [[nodiscard]] std::vector<Recorded> requests() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gv::transcribe::testing
