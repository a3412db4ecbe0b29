#include "io/json/described.h"

#include <cctype>

namespace gv::json {

std::string_view key_of_member(std::string_view member) {
  return member.ends_with('_') ? member.substr(0, member.size() - 1) : member;
}

std::string snake_case(std::string_view pascal) {
  std::string out;
  for (const char c : pascal) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isupper(letter) != 0 && !out.empty()) out += '_';
    out += static_cast<char>(std::tolower(letter));
  }
  return out;
}

boost::json::value rounded(double number) {
  if (!std::isfinite(number)) return nullptr;
  constexpr double kDigits = 1e6;
  // Beyond 2^53 / 10^6 there are no six digits left to round.
  if (std::abs(number) > 9e9) return number;
  const double value = std::nearbyint(number * kDigits) / kDigits;
  return value == 0.0 ? 0.0 : value;
}

Result<std::optional<double>> SixDigits::read(const Field& field) {
  if (field.is_null()) return std::optional<double>{};
  GV_TRY(const double number, field.number());
  return std::optional<double>(number);
}

Result<std::optional<double>> AllBits::read(const Field& field) {
  GV_TRY(const std::int64_t bits, field.whole());
  return std::optional<double>(std::bit_cast<double>(bits));
}

boost::json::object sorted(boost::json::object object) {
  std::vector<std::string_view> keys;
  for (const auto& member : object) keys.push_back(member.key());
  std::sort(keys.begin(), keys.end());
  boost::json::object out;
  out.reserve(object.size());
  for (const auto key : keys) out.emplace(key, std::move(object.at(key)));
  return out;
}

}  // namespace gv::json
