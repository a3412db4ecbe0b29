#include "cli/rejects.h"

#include <fmt/format.h>

#include "base/text.h"

namespace gv::cli {

void list_rejects(const Session& session, const std::string& file,
                  const std::vector<files::RejectedRow>& rows) {
  const std::string name = file == "-" ? "stdin" : file;
  const std::string path = name + ".rejects.csv";
  const auto written = files::write_rejects(path, rows);
  if (!written) note(session, "note: cannot write " + to_string(written.error()));
  if (rows.empty()) return;
  note(session, fmt::format("note: {} of {} {} no use; the first: {}{}",
                            counted(rows.size(), "row"), name, rows.size() == 1 ? "is" : "are",
                            rows.front().reason, written ? "; all are in " + path : ""));
}

}  // namespace gv::cli
