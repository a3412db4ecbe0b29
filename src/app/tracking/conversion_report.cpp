#include "app/tracking/conversion_report.h"

#include <fmt/format.h>

#include "core/revenue/pipeline_config.h"

namespace gv::app {
namespace {

using attribution::HashType;

constexpr std::size_t kConversionIdMax = 200;
constexpr std::size_t kConversionTypeMax = 64;
constexpr std::chrono::minutes kConversionAhead{10};
constexpr std::size_t kHashDigits = 64;

bool is_plain(std::string_view text, std::size_t longest) {
  if (text.empty() || text.size() > longest) return false;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return false;
  }
  return true;
}

tl::unexpected<Error> refused(std::string_view field, const std::string& message) {
  return fail(ErrorCode::InvalidInput, std::string(field), message);
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

Result<void> check_ids(const ConversionReport& report) {
  if (!report.click_id.empty() && !attribution::is_short_id(report.click_id)) {
    return refused("click_id", "must be 1 to 64 of A-Z a-z 0-9 . _ ~ -");
  }
  for (const auto& [name, id] : attribution::platform_ids()) {
    const std::string& value = report.ids.*id;
    if (!value.empty() && !attribution::is_platform_id(value)) {
      return refused(name, "must be 1 to 500 of A-Z a-z 0-9 . _ ~ -");
    }
  }
  if (!report.fbc.empty()) GV_TRY(attribution::parse_fbc(report.fbc, "fbc"));
  if (!report.ad_id.empty() && !is_plain(report.ad_id, kConversionIdMax)) {
    return refused("ad_id", "must be 1 to 200 bytes without control characters");
  }
  if (!report.fingerprint_hash.empty() && !digest_of_hex(report.fingerprint_hash)) {
    return refused("fingerprint_hash", "must be 64 lower-case hex digits");
  }
  return {};
}

}  // namespace

std::optional<Digest> digest_of_hex(std::string_view hex) {
  if (hex.size() != kHashDigits) return std::nullopt;
  Digest digest{};
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const int high = digit_of(hex[2 * i]);
    const int low = digit_of(hex[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return digest;
}

Result<void> check(const ConversionReport& report, TimePoint now) {
  if (!is_plain(report.id, kConversionIdMax)) {
    return refused("conversion_id", "must be 1 to 200 bytes without control characters");
  }
  if (!is_plain(report.type, kConversionTypeMax)) {
    return refused("conversion_type", "must be 1 to 64 bytes without control characters");
  }
  if (report.value_minor &&
      (*report.value_minor < 0 || *report.value_minor > revenue::kAmountMax)) {
    return refused("conversion_value",
                   fmt::format("must lie in [0, 2^53] minor units, got {}", *report.value_minor));
  }
  if (report.at > now + kConversionAhead) {
    return refused("conversion_timestamp",
                   "must not lie in the future, got " + format_time(report.at));
  }
  return check_ids(report);
}

Result<attribution::Conversion> conversion_of(const AccountId& account,
                                              const ConversionReport& report,
                                              const attribution::KeyRing& keys,
                                              const AttributionSettings& settings) {
  attribution::Conversion conversion{.account = account,
                                     .id = report.id,
                                     .at = report.at,
                                     .click_id = report.click_id,
                                     .ids = report.ids,
                                     .fbc = report.fbc,
                                     .ads_refused = report.ads_refused,
                                     .analytics_refused = report.analytics_refused};
  if (!report.email.empty()) {
    GV_TRY(const auto email, attribution::normalise_email(report.email, "email"));
    conversion.email = keys.lookup(HashType::Email, email);
  }
  if (!report.phone.empty()) {
    GV_TRY(const auto phone,
           attribution::normalise_phone(report.phone, settings.calling_code, "phone"));
    conversion.phone = keys.lookup(HashType::Phone, phone);
  }
  if (report.ip) {
    conversion.ip = keys.lookup(HashType::Ip, attribution::ip_identity(*report.ip));
    conversion.ip_prefix =
        keys.lookup(HashType::IpPrefix, attribution::ip_neighbourhood(*report.ip));
  }
  if (!report.user_agent.empty()) {
    conversion.user_agent = keys.lookup(HashType::UserAgent, report.user_agent);
  }
  // The hash does not tell its key: any of the ring's may have made it.
  if (const auto digest = digest_of_hex(report.fingerprint_hash)) {
    for (const auto& key : keys.lookup(HashType::Fingerprint, "")) {
      conversion.fingerprint.push_back({key.key_id, *digest});
    }
  }
  return conversion;
}

}  // namespace gv::app
