#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hmac.h"
#include "base/ip_address.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::attribution {

/// What a keyed hash is of; part of what is hashed, so that equal texts of two kinds never meet.
enum class HashType { Fingerprint, Ip, UserAgent, IpPrefix, Email, Phone };
/// "fp", "ip", "ua", "ipp", "em", "ph".
[[nodiscard]] std::string_view to_text(HashType type);

/// Trimmed and in lower case (ASCII). Errors: InvalidInput, when it does not look like an address:
/// one "@" between a name and a domain with a dot, no blanks, at most 254 bytes. Messages never
/// hold the text itself, which is personal.
[[nodiscard]] Result<std::string> normalise_email(std::string_view raw, std::string_view where);

/// Digits with the country's calling code and nothing else: "+971 50 123 4567", "00971501234567"
/// and, where `calling_code` is "971", "050 123 4567" are all 971501234567. One leading zero marks
/// a national number; everything else is taken to carry its country.
/// Errors: InvalidInput, when not 7 to 15 digits are left, or a national number meets no code.
[[nodiscard]] Result<std::string> normalise_phone(std::string_view raw,
                                                  std::string_view calling_code,
                                                  std::string_view where);

/// What identifies a network user: the IPv4 address, or the /64 of an IPv6 one, whose lower half
/// devices change at will.
[[nodiscard]] std::string ip_identity(const IpAddress& address);
/// The neighbourhood: /24 of IPv4, /48 of IPv6.
[[nodiscard]] std::string ip_neighbourhood(const IpAddress& address);

/// A hash under one key of one account. Hashes of different keys are never equal.
struct KeyedHash {
  std::string key_id;
  Digest digest{};
  friend auto operator<=>(const KeyedHash&, const KeyedHash&) = default;
};

/// The same value under every key that stored hashes may have: the active one first. Empty: not
/// known.
using HashLookup = std::vector<KeyedHash>;
[[nodiscard]] bool matches(const HashLookup& wanted, const std::optional<KeyedHash>& stored);

/// 32 random bytes of one account. Without it a hash cannot be turned back by trying out values,
/// nor met with the hash of another account.
struct AccountKey {
  std::string id;
  std::string bytes;
  TimePoint active_from{};
};

/// A key is replaced after this long; look-ups try it for one more period. Destroying the keys
/// erases what was hashed with them.
inline constexpr Days kKeyLife{30};
[[nodiscard]] bool rotation_due(const AccountKey& key, TimePoint now);

class KeyRing {
 public:
  /// Errors: InvalidInput, when a key has other than 32 bytes, no id, or both have the same id.
  static Result<KeyRing> make(AccountKey active, std::optional<AccountKey> previous = {});

  /// HMAC-SHA-256(active key, "type|value").
  [[nodiscard]] KeyedHash hash(HashType type, std::string_view value) const;
  [[nodiscard]] HashLookup lookup(HashType type, std::string_view value) const;

 private:
  KeyRing(AccountKey active, std::optional<AccountKey> previous)
      : active_(std::move(active)), previous_(std::move(previous)) {}
  AccountKey active_;
  std::optional<AccountKey> previous_;
};

}  // namespace gv::attribution
