#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/csv/reader.h"

namespace gv::files {

/// A row that is no use, and why.
struct RejectedRow {
  std::uint64_t line{0};  ///< the header is on line 1
  std::string reason;     ///< "row 17.clicks: must not exceed the 10 impressions, got 12"
  std::string raw;        ///< the row, at most 200 bytes of it
  friend bool operator==(const RejectedRow&, const RejectedRow&) = default;
};

/// The complaint about a file without a row of any use. Precondition: `rows` is not empty.
[[nodiscard]] Error none_usable(const std::string& file, const std::vector<RejectedRow>& rows);

/// The text of a row without its line end, at most 200 bytes of it.
[[nodiscard]] std::string raw_of(const csv::Row& row, char delimiter);

/// Writes `line,reason,raw` to `path`, whole or not at all. Without rows a file left there by an
/// earlier run is removed, so that it cannot be taken for this one's. Returns whether there is one.
/// Errors: NotFound, InvalidInput with the system's reason.
[[nodiscard]] Result<bool> write_rejects(const std::string& path,
                                         const std::vector<RejectedRow>& rows);

}  // namespace gv::files
