#include "io/http/gzip.h"

#include <limits>

#include <zlib.h>

#include "base/check.h"

namespace gv::http {

std::string gzipped(std::string_view bytes) {
  GV_CHECK(bytes.size() <= std::numeric_limits<uInt>::max() / 2);
  constexpr int kGzipWrapper = 15 + 16;
  constexpr int kMemory = 8;
  z_stream stream{};
  GV_CHECK(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzipWrapper, kMemory,
                        Z_DEFAULT_STRATEGY) == Z_OK);
  std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  // zlib takes its input as a pointer to mutable bytes and does not write there.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int done = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  GV_CHECK(done == Z_STREAM_END);
  return packed;
}

bool is_compressible(std::string_view media_type) {
  return media_type.starts_with("text/") || media_type.find("json") != std::string_view::npos ||
         media_type.find("javascript") != std::string_view::npos ||
         media_type.find("svg") != std::string_view::npos;
}

}  // namespace gv::http
