#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "app/ports/account_scope.h"
#include "base/result.h"

namespace gv::app {

/// A video that is read piece by piece; it stays readable even if it is removed meanwhile.
struct VideoBytes {
  std::int64_t size{0};  ///< bytes
  /// Bytes [begin, begin + count). Errors: those of reading; Cancelled to end what reads it.
  std::function<Result<std::string>(std::int64_t begin, std::int64_t count)> read;
};

/// The videos of accounts, for who sends them somewhere.
class VideoFiles {
 public:
  virtual ~VideoFiles() = default;
  /// Errors: NotFound when the account has no such usable video; those of reading it.
  virtual Result<VideoBytes> open(const AccountScope& scope, std::string_view asset_id) = 0;
};

}  // namespace gv::app
