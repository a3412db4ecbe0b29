#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <boost/uuid/detail/sha1.hpp>

#include "base/hash.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::api {

// The headers of tus 1.0.0, a protocol for uploads that go on where they broke off
// (https://tus.io/protocols/resumable-upload).

inline constexpr std::string_view kTusVersion = "1.0.0";
inline constexpr std::string_view kTusExtensions = "creation,termination,expiration,checksum";
inline constexpr std::string_view kTusChecksums = "sha1,sha256";
/// What a piece may have, so that little has to be sent again.
inline constexpr std::size_t kTusPieceMax = 16u << 20;

/// "filename dmlkZW8ubXA0,is_confidential" -> names with their values decoded.
/// Errors: InvalidInput for one that is malformed, has a name twice, or more than 4 KiB.
[[nodiscard]] Result<std::map<std::string, std::string>> parse_upload_metadata(
    std::string_view text);

/// A number of bytes. Errors: InvalidInput; `where` names the header.
[[nodiscard]] Result<std::int64_t> parse_upload_count(std::string_view text,
                                                      std::string_view where);

/// Checks bytes as they come against "sha1 <base64>" or "sha256 <base64>".
class UploadChecksum {
 public:
  /// Errors: InvalidInput for another algorithm or a digest of another length.
  static Result<UploadChecksum> parse(std::string_view text);

  void add(std::string_view bytes);
  [[nodiscard]] bool matches() const;

 private:
  using Sha1 = boost::uuids::detail::sha1;
  UploadChecksum(std::variant<Sha1, Sha256> state, std::string wanted)
      : state_(std::move(state)), wanted_(std::move(wanted)) {}

  std::variant<Sha1, Sha256> state_;
  std::string wanted_;  ///< the digest, hex
};

/// "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::string http_time(TimePoint time);

}  // namespace gv::api
