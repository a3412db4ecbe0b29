#pragma once

#include <string>

#include "base/image.h"
#include "base/result.h"

namespace gv::jpeg {

/// A BGR or grey picture as a JPEG file. `quality` in [1, 100]. Errors: InvalidInput: an empty
/// picture.
[[nodiscard]] Result<std::string> encode(const Image& image, int quality = 80);

/// The bytes as text for a data URI (RFC 4648).
[[nodiscard]] std::string base64(const std::string& bytes);

}  // namespace gv::jpeg
