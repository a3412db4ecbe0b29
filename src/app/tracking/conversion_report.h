#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/ports/settings_source.h"
#include "base/ip_address.h"
#include "base/result.h"
#include "core/attribution/match.h"

namespace gv::app {

/// A conversion as a site, a shop or the CRM's reader tells it. Personal; lives within one request.
struct ConversionReport {
  std::string id;    ///< the teller's; "deal:<crm>:<id>" is a deal of a CRM
  std::string type;  ///< "purchase", "lead", or a stage of the account's pipeline
  std::optional<std::int64_t> value_minor{};
  TimePoint at{};
  std::string click_id{};  ///< our own
  attribution::PlatformIds ids{};
  std::string fbc{};
  std::string ad_id{};             ///< of an ad that is named outright
  std::string fingerprint_hash{};  ///< 64 hex digits, as we made it
  std::optional<IpAddress> ip{};
  std::string user_agent{};
  std::string email{};
  std::string phone{};
  bool ads_refused{false};
  bool analytics_refused{false};
};

/// The 64 lower-case hex digits of a digest; nothing for other texts.
[[nodiscard]] std::optional<Digest> digest_of_hex(std::string_view hex);

/// What no conversion may look like. Errors: InvalidInput naming the field.
[[nodiscard]] Result<void> check(const ConversionReport& report, TimePoint now);

/// What can be matched of a report: its ids, and its person as hashes.
/// Errors: InvalidInput for an address or a number that is none.
[[nodiscard]] Result<attribution::Conversion> conversion_of(const AccountId& account,
                                                            const ConversionReport& report,
                                                            const attribution::KeyRing& keys,
                                                            const AttributionSettings& settings);

}  // namespace gv::app
