#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "io/http/headers.h"

namespace gv::http {

class EventQueue;

/// A body that is made while it is sent.
class BodySource {
 public:
  virtual ~BodySource() = default;
  /// Puts the next piece into `piece` (empty before); false at the end. Called on the blocking
  /// pool, one call at a time. An error ends the connection in the middle of the body, which is the
  /// only way HTTP has to say so.
  [[nodiscard]] virtual Result<bool> next(std::string& piece) = 0;
  /// Of the whole body, when known: sent as Content-Length instead of in chunks.
  [[nodiscard]] virtual std::optional<std::uint64_t> size() const { return std::nullopt; }
};

using Body = std::variant<std::string, std::shared_ptr<const std::string>,
                          std::unique_ptr<BodySource>, std::shared_ptr<EventQueue>>;

/// One answer. Content-Length, Transfer-Encoding, Connection, Date and Content-Encoding are the
/// server's business.
struct Response {
  int status{200};
  Headers headers;
  Body body;
  std::string log_detail;  ///< for the log alone, never sent: what a 500 was about
};

/// A whole body with its media type.
[[nodiscard]] Response text_response(int status, std::string_view media_type, std::string body);

/// "Not Found"; empty for a status nobody registered.
[[nodiscard]] std::string_view reason_phrase(int status);

/// The bytes of a body that is there as a whole; empty for one that is made while it is sent.
[[nodiscard]] std::string_view whole_body(const Response& response);

}  // namespace gv::http
