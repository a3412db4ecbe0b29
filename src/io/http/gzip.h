#pragma once

#include <string>
#include <string_view>

namespace gv::http {

/// `bytes` as one gzip member (RFC 1952), level 1: on JSON the higher levels cost four times the
/// time for a tenth of the size. Same bytes every time (no time stamp).
[[nodiscard]] std::string gzipped(std::string_view bytes);

/// Whether gzip pays for this media type: text does, pictures and videos are packed already.
[[nodiscard]] bool is_compressible(std::string_view media_type);

}  // namespace gv::http
