#include "core/attribution/identity.h"

#include <algorithm>

#include <fmt/format.h>

namespace gv::attribution {
namespace {

constexpr std::size_t kEmailMax = 254;  // RFC 5321, errata 1690
constexpr std::size_t kKeyBytes = 32;

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

bool looks_like_address(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.size() > kEmailMax) return false;
  const std::string_view domain = text.substr(at + 1);
  const auto dot = domain.find('.');
  return domain.find('@') == std::string_view::npos && dot != std::string_view::npos && dot > 0 &&
         domain.back() != '.' && std::none_of(text.begin(), text.end(), [](char c) {
           return is_blank(c) || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

KeyedHash hash_with(const AccountKey& key, HashType type, std::string_view value) {
  return {key.id, hmac_sha256(key.bytes, {to_text(type), "|", value})};
}

}  // namespace

std::string_view to_text(HashType type) {
  switch (type) {
    case HashType::Fingerprint:
      return "fp";
    case HashType::Ip:
      return "ip";
    case HashType::UserAgent:
      return "ua";
    case HashType::IpPrefix:
      return "ipp";
    case HashType::Email:
      return "em";
    case HashType::Phone:
      return "ph";
  }
  return "";
}

Result<std::string> normalise_email(std::string_view raw, std::string_view where) {
  std::string email(trimmed(raw));
  for (char& c : email) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (looks_like_address(email)) return email;
  return fail(ErrorCode::InvalidInput, std::string(where),
              fmt::format("must be an e-mail address of at most {} bytes, got {} bytes that are "
                          "none",
                          kEmailMax, raw.size()));
}

Result<std::string> normalise_phone(std::string_view raw, std::string_view calling_code,
                                    std::string_view where) {
  const bool international = trimmed(raw).starts_with('+');
  std::string digits;
  std::copy_if(raw.begin(), raw.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
  digits.erase(0, zeros);
  if (zeros == 1 && !international) {
    if (calling_code.empty()) {
      return fail(ErrorCode::InvalidInput, std::string(where),
                  "must carry its country's calling code, got a national number",
                  "set the account's default calling code");
    }
    digits.insert(0, calling_code);
  }
  if (digits.size() >= 7 && digits.size() <= 15) return digits;
  return fail(ErrorCode::InvalidInput, std::string(where),
              fmt::format("must be a phone number of 7 to 15 digits, got {}", digits.size()));
}

std::string ip_identity(const IpAddress& address) {
  return address.is_v4() ? address.text() : address.prefix(64).text() + "/64";
}

std::string ip_neighbourhood(const IpAddress& address) {
  return address.is_v4() ? address.prefix(24).text() + "/24" : address.prefix(48).text() + "/48";
}

bool matches(const HashLookup& wanted, const std::optional<KeyedHash>& stored) {
  return stored && std::find(wanted.begin(), wanted.end(), *stored) != wanted.end();
}

bool rotation_due(const AccountKey& key, TimePoint now) {
  return now - key.active_from >= kKeyLife;
}

Result<KeyRing> KeyRing::make(AccountKey active, std::optional<AccountKey> previous) {
  const auto usable = [](const AccountKey& key) {
    return !key.id.empty() && key.bytes.size() == kKeyBytes;
  };
  if (!usable(active) || (previous && (!usable(*previous) || previous->id == active.id))) {
    return fail(ErrorCode::InvalidInput, "account_key",
                "must be keys of 32 bytes with ids of their own");
  }
  return KeyRing(std::move(active), std::move(previous));
}

KeyedHash KeyRing::hash(HashType type, std::string_view value) const {
  return hash_with(active_, type, value);
}

HashLookup KeyRing::lookup(HashType type, std::string_view value) const {
  HashLookup hashes{hash_with(active_, type, value)};
  if (previous_) hashes.push_back(hash_with(*previous_, type, value));
  return hashes;
}

}  // namespace gv::attribution
