#include "cli/master_key.h"

#include <filesystem>

#include "cli/secret.h"

namespace gv::cli {

Result<sealing::MasterKey> master_key(const std::string& folder) {
  GV_TRY(const auto text, secret_from_environment("GEMINIVIDEO_MASTER_KEY"));
  if (!text.empty()) return sealing::MasterKey::parse(text, "GEMINIVIDEO_MASTER_KEY");
  return sealing::MasterKey::open_file((std::filesystem::path(folder) / "master.key").string());
}

}  // namespace gv::cli
