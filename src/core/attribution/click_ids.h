#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace gv::attribution {

/// What the ad platforms append to a landing page's address. Case matters; never altered.
struct PlatformIds {
  std::string fbclid;
  std::string gclid;
  std::string gbraid;
  std::string wbraid;
  std::string ttclid;
  std::string msclkid;
  [[nodiscard]] bool empty() const;
};

/// The ids beside the names they travel under, in the order in which layer 1 tries them.
struct NamedId {
  std::string_view name;
  std::string PlatformIds::*id;
};
[[nodiscard]] std::span<const NamedId> platform_ids();

/// Up to 500 of A-Z a-z 0-9 . _ ~ -, at least one.
[[nodiscard]] bool is_platform_id(std::string_view text);
/// The same, up to 64: ids of our own and of ads.
[[nodiscard]] bool is_short_id(std::string_view text);

/// "gv_" and the 16 bytes in hex. The bytes come from the system's random generator.
[[nodiscard]] std::string own_click_id(std::span<const std::uint8_t, 16> random);

/// Meta's first-party cookies, "fb.{subdomain_index}.{creation_ms}.{payload}".
struct FbCookie {
  int subdomain_index{1};
  TimePoint created{};
  std::string payload;  ///< fbc: the fbclid; fbp: a random number
  friend bool operator==(const FbCookie&, const FbCookie&) = default;
};

/// How long a browser keeps the cookies.
inline constexpr Days kFbCookieLife{90};

/// Reads a click cookie. A fifth segment of 2 or 8 characters, which Meta's library appends, is
/// ignored. Errors: InvalidInput; `where` names the field.
[[nodiscard]] Result<FbCookie> parse_fbc(std::string_view text, std::string_view where);
/// Reads a browser cookie: the payload is a number below 2^31. Errors: InvalidInput.
[[nodiscard]] Result<FbCookie> parse_fbp(std::string_view text, std::string_view where);
[[nodiscard]] std::string to_text(const FbCookie& cookie);

/// Dots of a registrable domain: 1 for example.com, 2 for example.co.uk.
[[nodiscard]] int subdomain_index(std::string_view registrable_domain);

/// The click cookie after a page was opened with `fbclid`: a new id replaces the stored one and
/// renews the time; the same one leaves the cookie as it is. Precondition: `fbclid` is an id.
[[nodiscard]] FbCookie renewed_fbc(const FbCookie* stored, std::string_view fbclid, TimePoint now,
                                   int subdomain_index = 1);

}  // namespace gv::attribution
