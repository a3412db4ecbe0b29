#pragma once

#include <optional>
#include <string>

#include "base/result.h"

namespace gv::cli {

/// Keeps the token that the first user is made with in the file `setup_token` of `folder`, for its
/// owner alone. Without a token there is no such file afterwards.
/// Errors: those of writing the file.
Result<void> keep_setup_token(const std::string& folder, const std::optional<std::string>& token);

}  // namespace gv::cli
