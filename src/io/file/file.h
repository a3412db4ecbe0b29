#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "io/file/byte_source.h"

namespace gv::file {

/// Priors: far above what is useful, far below what would hurt.
inline constexpr std::uint64_t kStreamBytesMax = 64ULL << 30;  ///< 64 GiB, read in blocks
inline constexpr std::uint64_t kWholeBytesMax = 64ULL << 20;   ///< 64 MiB, held in memory

/// Opens `path` for reading; "-" is the standard input. Gzip data is unpacked on the way, known by
/// its first two bytes. `bytes_max` counts what is given out, so it also stops gzip bombs.
///
/// Errors: NotFound: no such file. UnusableInput: a folder, no permission, empty, named .gz without
/// gzip data, read error.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> open(const std::string& path,
                                                       std::uint64_t bytes_max = kStreamBytesMax);

/// All of `path`, read and unpacked like `open`.
///
/// Errors: as `open`, and UnusableInput for nothing after unpacking, damaged gzip data, or more
/// than `bytes_max` bytes.
[[nodiscard]] Result<std::string> read(const std::string& path,
                                       std::uint64_t bytes_max = kWholeBytesMax);

}  // namespace gv::file
