#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gv::server_events {

/// What is known of the person behind an event, in clear, by the platform's names: "em",
/// "client_user_agent". Personal; lives within one request, or sealed.
using PersonFields = std::map<std::string, std::vector<std::string>, std::less<>>;

/// The same as it may leave: identifying texts as SHA-256 of their normal form.
struct UserData {
  std::map<std::string, std::vector<std::string>, std::less<>> hashed;
  std::map<std::string, std::string, std::less<>> plain;  ///< never hashed: cookies, address, agent

  [[nodiscard]] bool has(std::string_view name) const {
    return hashed.contains(name) || plain.contains(name);
  }
  friend bool operator==(const UserData&, const UserData&) = default;
};

/// Whether a platform knows a field of this name.
[[nodiscard]] bool is_person_field(std::string_view name);

/// The normal form of one value: of em, ph, fn, ln, ct, st, zp, country, db, ge, external_id.
/// Empty: it has none, or the field is not one of them. `country` (normal form, may be empty)
/// decides whether a state has a code of two letters; `calling_code` (digits) completes national
/// phone numbers. Rules: Conversions API, customer information parameters; what the public
/// libraries do differently is settled in the attribution specification, section 11.
[[nodiscard]] std::string normal_form(std::string_view field, std::string_view value,
                                      std::string_view country, std::string_view calling_code);

/// Normalises and hashes. A value that is 64 lower-case hex digits is a hash already; what has no
/// normal form is left out, equal values are sent once, in the order told. Fields that no platform
/// knows are left out.
[[nodiscard]] UserData hashed(const PersonFields& person, std::string_view calling_code);

/// Whether a platform can find anybody by it: em, ph, external_id, fbc, fbp, lead_id, or address
/// and user agent together.
[[nodiscard]] bool can_match(const UserData& user);

/// How well, in [0, 100]. Prior: em, ph, external_id 30 each; fbc, fbp 10 each; fn, ln, address,
/// user agent 5 each; at most 100.
[[nodiscard]] int match_quality(const UserData& user);

}  // namespace gv::server_events
