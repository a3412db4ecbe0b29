#include "adapters/files/rejects.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "base/utf8.h"
#include "io/csv/writer.h"
#include "io/file/atomic_file.h"

namespace gv::files {

Error none_usable(const std::string& file, const std::vector<RejectedRow>& rows) {
  const auto& first = rows.at(0).reason;
  if (rows.size() == 1) return {ErrorCode::UnusableInput, file, "its only row is no use: " + first};
  return {ErrorCode::UnusableInput, file,
          fmt::format("none of its {} rows is any use; the first: {}", rows.size(), first)};
}

std::string raw_of(const csv::Row& row, char delimiter) {
  std::string raw;
  csv::append_record(raw, row.fields, delimiter);
  while (!raw.empty() && (raw.back() == '\n' || raw.back() == '\r')) raw.pop_back();
  return excerpt(raw);
}

Result<bool> write_rejects(const std::string& path, const std::vector<RejectedRow>& rows) {
  if (rows.empty()) {
    std::error_code error;
    if (std::filesystem::is_regular_file(path, error)) std::filesystem::remove(path, error);
    if (error && error != std::errc::no_such_file_or_directory)
      return fail(ErrorCode::InvalidInput, path, error.message());
    return false;
  }
  std::string text;
  csv::append_record(text, {"line", "reason", "raw"});
  for (const auto& row : rows) {
    csv::append_record(text, {std::to_string(row.line), row.reason, row.raw});
  }
  GV_TRY(file::write_atomic(path, text));
  return true;
}

}  // namespace gv::files
