#pragma once

#include <string>
#include <vector>

#include "adapters/files/rejects.h"
#include "cli/session.h"

namespace gv::cli {

/// Writes the rejected rows of `file` to `file`.rejects.csv, those of the standard input to
/// stdin.rejects.csv in the present folder, and says so on stderr. Without rejected rows such a
/// file of an earlier run is removed.
void list_rejects(const Session& session, const std::string& file,
                  const std::vector<files::RejectedRow>& rows);

}  // namespace gv::cli
