#include "app/access/credential_text.h"

namespace gv::app {

std::string text_of(const Secrets& secrets) {
  std::string text;
  for (const auto& [name, secret] : secrets) text += name + "\n" + secret + "\n";
  return text;
}

Secrets secrets_in(std::string_view text) {
  Secrets secrets;
  while (!text.empty()) {
    const auto name_end = text.find('\n');
    const auto secret_end = text.find('\n', name_end + 1);
    if (name_end == std::string_view::npos || secret_end == std::string_view::npos) break;
    secrets.emplace(text.substr(0, name_end), text.substr(name_end + 1, secret_end - name_end - 1));
    text.remove_prefix(secret_end + 1);
  }
  return secrets;
}

Result<Secrets> opened(const Sealer& sealer, const AccountId& account,
                       const Connection& connection) {
  if (connection.sealed_credentials.empty()) return Secrets{};
  GV_TRY(const auto text, sealer.open(account, kCredentialsPlace, connection.sealed_credentials));
  return secrets_in(text);
}

}  // namespace gv::app
