#include "adapters/hubspot/signature.h"

#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/hmac.h"

namespace gv::hubspot {
namespace {

constexpr std::array kDecoded{
    std::pair{std::string_view("3A"), ':'},  std::pair{std::string_view("2F"), '/'},
    std::pair{std::string_view("3F"), '?'},  std::pair{std::string_view("40"), '@'},
    std::pair{std::string_view("21"), '!'},  std::pair{std::string_view("24"), '$'},
    std::pair{std::string_view("27"), '\''}, std::pair{std::string_view("28"), '('},
    std::pair{std::string_view("29"), ')'},  std::pair{std::string_view("2A"), '*'},
    std::pair{std::string_view("2C"), ','},  std::pair{std::string_view("3B"), ';'}};

char upper(char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; }

/// The character that two hex digits stand for, when it is one of the list.
std::optional<char> listed(std::string_view digits) {
  if (digits.size() < 2) return std::nullopt;
  for (const auto& [hex, c] : kDecoded) {
    if (upper(digits[0]) == hex[0] && upper(digits[1]) == hex[1]) return c;
  }
  return std::nullopt;
}

/// Milliseconds of digits alone; nothing else is a timestamp.
std::optional<TimePoint> timestamp_of(std::string_view text) {
  std::int64_t millis = -1;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), millis);
  if (trouble != std::errc{} || end != text.data() + text.size() || millis < 0) return std::nullopt;
  return TimePoint(Millis(millis));
}

bool is_recent(TimePoint sent, TimePoint now) {
  return sent < now ? now - sent <= kTimestampTolerance : sent - now <= kTimestampTolerance;
}

/// All secrets are tried whatever the first says.
template <class Expected>
bool any_matches(std::span<const std::string> secrets, std::string_view came,
                 const Expected& expected) {
  bool found = false;
  for (const std::string& secret : secrets) {
    found = equal_in_constant_time(expected(secret), came) || found;
  }
  return found;
}

}  // namespace

std::string_view to_text(SignatureVerdict verdict) {
  switch (verdict) {
    case SignatureVerdict::Valid:
      return "valid";
    case SignatureVerdict::Missing:
      return "missing";
    case SignatureVerdict::BadTimestamp:
      return "bad_timestamp";
    case SignatureVerdict::Stale:
      return "stale";
    case SignatureVerdict::Wrong:
      return "wrong";
  }
  return "";
}

std::string public_uri(std::string_view base, std::string_view target) {
  while (base.ends_with('/')) base.remove_suffix(1);
  return std::string(base).append(target);
}

std::string decoded_for_signature(std::string_view uri) {
  std::string decoded;
  decoded.reserve(uri.size());
  for (std::size_t i = 0; i < uri.size(); ++i) {
    const auto c = uri[i] == '%' ? listed(uri.substr(i + 1, 2)) : std::nullopt;
    decoded.push_back(c.value_or(uri[i]));
    if (c) i += 2;
  }
  return decoded;
}

std::string signature_v3(std::string_view secret, const SignedDelivery& delivery) {
  return to_base64(hmac_sha256(secret, {delivery.method, decoded_for_signature(delivery.uri),
                                        delivery.body, delivery.timestamp}));
}

SignatureVerdict verify(const SignedDelivery& delivery, std::span<const std::string> secrets,
                        TimePoint now, bool allow_v1) {
  const auto verdict = [](bool valid) {
    return valid ? SignatureVerdict::Valid : SignatureVerdict::Wrong;
  };
  if (delivery.signature.empty()) {
    if (!allow_v1 || delivery.signature_v1.empty()) return SignatureVerdict::Missing;
    return verdict(any_matches(secrets, delivery.signature_v1, [&](const std::string& secret) {
      return sha256_hex(secret + std::string(delivery.body));
    }));
  }
  const auto sent = timestamp_of(delivery.timestamp);
  if (!sent) return SignatureVerdict::BadTimestamp;
  if (!is_recent(*sent, now)) return SignatureVerdict::Stale;
  return verdict(any_matches(secrets, delivery.signature, [&](const std::string& secret) {
    return signature_v3(secret, delivery);
  }));
}

}  // namespace gv::hubspot
