#pragma once

// Beast types: included by connection.cpp, incoming.cpp and the fuzz target alone.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "io/http/request.h"
#include "io/http/router.h"

namespace gv::http {

/// The parser of one request and what came of it.
struct Incoming {
  explicit Incoming(std::size_t head_bytes_max);

  boost::beast::http::request_parser<boost::beast::http::buffer_body> parser;
  Request request;
  std::optional<Method> method;  ///< nothing: one that no route can have
  const Route* route{nullptr};
  bool keep{false};    ///< the client wants to keep the connection
  bool broken{false};  ///< the body cannot be read on

  /// The announced length of the body; nothing when it comes in chunks.
  [[nodiscard]] std::optional<std::uint64_t> length() const;
};

/// Why a head is refused.
struct Refusal {
  int status;
  std::string detail;  ///< empty: the status says it
};

/// Fills the request from a head that has been read whole. A refusal: no route should see it.
[[nodiscard]] std::optional<Refusal> take_head(Incoming& incoming, std::size_t headers_max);

/// What a head that cannot be read means for the client; 0: it is gone or said nothing.
[[nodiscard]] int status_of(const boost::system::error_code& error);

}  // namespace gv::http
