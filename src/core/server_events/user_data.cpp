#include "core/server_events/user_data.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "core/attribution/identity.h"
#include "core/server_events/regions.h"
#include "core/server_events/text.h"

namespace gv::server_events {
namespace {

constexpr std::array<std::string_view, 11> kHashed{"em", "ph",      "fn", "ln", "ct",         "st",
                                                   "zp", "country", "db", "ge", "external_id"};
constexpr std::array<std::string_view, 9> kPlain{
    "client_ip_address", "client_user_agent", "fbc",       "fbp",    "lead_id",
    "subscription_id",   "fb_login_id",       "ctwa_clid", "page_id"};
constexpr std::size_t kZipMin = 2;
constexpr std::size_t kHashDigits = 64;

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_hash(std::string_view value) {
  return value.size() == kHashDigits && std::all_of(value.begin(), value.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f');
         });
}

std::string normal_state(std::string_view value, std::string_view country) {
  auto name = plain_lower(value);
  const bool has_codes = country.empty() || country == "us" || country == "ca";
  const auto code = has_codes ? region_code(name) : std::string_view();
  return code.empty() ? name : std::string(code);
}

std::string normal_zip(std::string_view value) {
  auto zip = compact_lower(value.substr(0, value.find('-')));
  return zip.size() < kZipMin ? "" : zip;
}

std::string normal_country(std::string_view value) {
  auto code = letters_lower(value);
  const bool two_letters = code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) {
                             return c >= 'a' && c <= 'z';
                           });
  return two_letters ? code : "";
}

/// "1990-02-28" and "19900228".
std::string normal_birthday(std::string_view value) {
  std::string digits;
  for (const char c : value) {
    if (is_digit(c)) digits += c;
  }
  const bool told_so = digits.size() == value.size() || digits.size() + 2 == value.size();
  if (digits.size() != 8 || !told_so) return {};
  const auto month = digits.substr(4, 2);
  const auto day = digits.substr(6, 2);
  const bool possible = month >= "01" && month <= "12" && day >= "01" && day <= "31";
  return possible ? digits : "";
}

std::string normal_gender(std::string_view value) {
  const auto word = letters_lower(value);
  if (word == "f" || word == "female") return "f";
  return word == "m" || word == "male" ? "m" : "";
}

std::string country_of(const PersonFields& person) {
  const auto told = person.find("country");
  return told == person.end() || told->second.empty() ? "" : normal_country(told->second.front());
}

std::vector<std::string> hashes_of(std::string_view field, const std::vector<std::string>& values,
                                   std::string_view country, std::string_view calling_code) {
  std::vector<std::string> hashes;
  for (const auto& value : values) {
    auto hash = value;
    if (!is_hash(value)) {
      const auto normal = normal_form(field, value, country, calling_code);
      if (normal.empty()) continue;
      hash = sha256_hex(normal);
    }
    if (std::find(hashes.begin(), hashes.end(), hash) == hashes.end()) {
      hashes.push_back(std::move(hash));
    }
  }
  return hashes;
}

}  // namespace

bool is_person_field(std::string_view name) {
  return is_one_of(kHashed, name) || is_one_of(kPlain, name);
}

std::string normal_form(std::string_view field, std::string_view value, std::string_view country,
                        std::string_view calling_code) {
  if (field == "em") return attribution::normalise_email(value, field).value_or("");
  if (field == "ph") return attribution::normalise_phone(value, calling_code, field).value_or("");
  if (field == "fn" || field == "ln") return plain_lower(value);
  if (field == "ct") return letters_lower(value);
  if (field == "st") return normal_state(value, country);
  if (field == "zp") return normal_zip(value);
  if (field == "country") return normal_country(value);
  if (field == "db") return normal_birthday(value);
  if (field == "ge") return normal_gender(value);
  if (field == "external_id") return compact_lower(value);
  return {};
}

UserData hashed(const PersonFields& person, std::string_view calling_code) {
  const auto country = country_of(person);
  UserData user;
  for (const auto& [name, values] : person) {
    if (is_one_of(kHashed, name)) {
      auto hashes = hashes_of(name, values, country, calling_code);
      if (!hashes.empty()) user.hashed.emplace(name, std::move(hashes));
    } else if (is_one_of(kPlain, name) && !values.empty() && !values.front().empty()) {
      user.plain.emplace(name, values.front());
    }
  }
  return user;
}

bool can_match(const UserData& user) {
  constexpr std::array<std::string_view, 6> kEnough{"em",  "ph",  "external_id",
                                                    "fbc", "fbp", "lead_id"};
  return std::any_of(kEnough.begin(), kEnough.end(), [&](auto name) { return user.has(name); }) ||
         (user.has("client_ip_address") && user.has("client_user_agent"));
}

int match_quality(const UserData& user) {
  constexpr std::array<std::pair<std::string_view, int>, 9> kWeights{{{"em", 30},
                                                                      {"ph", 30},
                                                                      {"external_id", 30},
                                                                      {"fbc", 10},
                                                                      {"fbp", 10},
                                                                      {"fn", 5},
                                                                      {"ln", 5},
                                                                      {"client_ip_address", 5},
                                                                      {"client_user_agent", 5}}};
  int sum = 0;
  for (const auto& [name, weight] : kWeights) sum += user.has(name) ? weight : 0;
  return std::min(sum, 100);
}

}  // namespace gv::server_events
