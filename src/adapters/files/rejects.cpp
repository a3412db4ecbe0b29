#include "adapters/files/rejects.h"

#include <filesystem>
#include <system_error>

#include "io/csv/writer.h"
#include "io/file/atomic_file.h"

namespace gv::files {

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
