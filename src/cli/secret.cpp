#include "cli/secret.h"

#include <cstdlib>

#include "io/file/file.h"

namespace gv::cli {
namespace {

constexpr std::uint64_t kSecretBytesMax = 1 << 14;

std::string variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

Result<std::string> secret_from_environment(const std::string& name) {
  auto secret = variable(name);
  const auto path = variable(name + "_FILE");
  if (path.empty()) return secret;
  if (!secret.empty()) {
    return fail(ErrorCode::ConfigRange, name, "is set, and so is " + name + "_FILE: set one");
  }
  GV_TRY(secret, file::read(path, kSecretBytesMax));
  while (secret.ends_with('\n') || secret.ends_with('\r')) secret.pop_back();
  return secret;
}

}  // namespace gv::cli
