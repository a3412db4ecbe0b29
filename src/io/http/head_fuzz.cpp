#include <array>
#include <cstddef>
#include <cstdint>

#include <boost/asio/buffer.hpp>

#include "base/check.h"
#include "io/http/incoming.h"

// Any bytes are a request, a refusal or not yet enough; what was read of one keeps to the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kHeadMax = 4'096;
  constexpr std::size_t kHeadersMax = 20;
  constexpr std::size_t kBodyMax = 1'024;
  gv::http::Incoming incoming(kHeadMax);
  auto& parser = incoming.parser;
  boost::system::error_code error;
  const std::size_t head = parser.put(boost::asio::buffer(data, size), error);
  if (error) {
    const int status = gv::http::status_of(error);
    GV_CHECK(status == 0 || status == 400 || status == 431);
    return 0;
  }
  if (!parser.is_header_done()) return 0;
  if (gv::http::take_head(incoming, kHeadersMax)) return 0;
  GV_CHECK(incoming.request.headers.size() <= kHeadersMax);
  GV_CHECK(incoming.request.target.path.starts_with('/'));
  if (incoming.length().value_or(0) > kBodyMax) return 0;
  parser.body_limit(kBodyMax);
  std::size_t body = 0;
  for (std::size_t at = head; at < size && !parser.is_done();) {
    std::array<char, 64> piece;
    parser.get().body().data = piece.data();
    parser.get().body().size = piece.size();
    at += parser.put(boost::asio::buffer(data + at, size - at), error);
    body += piece.size() - parser.get().body().size;
    if (error && error != boost::beast::http::error::need_buffer) break;
  }
  GV_CHECK(body <= kBodyMax);
  return 0;
}
