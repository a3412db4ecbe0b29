#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/ports/sealer.h"

namespace gv::sealing {

/// The one key of an installation, 32 bytes. Seals by XChaCha20-Poly1305 (libsodium) under a random
/// nonce, which stands before the sealed bytes; account and place are authenticated with them.
class MasterKey final : public app::Sealer {
 public:
  /// From 64 hex digits. Errors: InvalidInput; `where` names what held them. Messages never hold
  /// the text itself.
  static Result<MasterKey> parse(std::string_view hex, std::string_view where);
  /// The key in the file, which is made (mode 0600) when it is not there. Losing the file loses
  /// what was sealed. Errors: UnusableInput; Unavailable with the system's reason.
  static Result<MasterKey> open_file(const std::string& path);

  [[nodiscard]] const std::string& key_id() const override { return id_; }
  [[nodiscard]] std::string seal(const AccountId& account, std::string_view place,
                                 std::string_view plain) const override;
  [[nodiscard]] Result<std::string> open(const AccountId& account, std::string_view place,
                                         std::string_view sealed) const override;

 private:
  using Bytes = std::array<std::uint8_t, 32>;
  explicit MasterKey(const Bytes& key);

  Bytes key_;
  std::string id_;  ///< eight hex digits of the key's hash
};

}  // namespace gv::sealing
