#pragma once

#include <span>
#include <string_view>

namespace gv::cli {

/// A file of the dashboard, as one gzip member.
struct PackedFile {
  std::string_view path;  ///< begins with '/'
  std::string_view gzip;
};

/// The dashboard that was built into the program by `scripts/build-web`; empty when it was not.
[[nodiscard]] std::span<const PackedFile> dashboard_files();

}  // namespace gv::cli
