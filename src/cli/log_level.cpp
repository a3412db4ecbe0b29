#include "cli/log_level.h"

namespace gv::cli {

Result<log::Level> level_of(const std::string& text) {
  if (text == "debug") return log::Level::Debug;
  if (text == "info") return log::Level::Info;
  if (text == "warn") return log::Level::Warn;
  if (text == "error") return log::Level::Error;
  return fail(ErrorCode::InvalidInput, "--log-level",
              "must be debug, info, warn or error, got \"" + text + "\"");
}

}  // namespace gv::cli
