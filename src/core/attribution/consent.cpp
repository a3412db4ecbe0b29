#include "core/attribution/consent.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gv::attribution {
namespace {

// The EEA, the United Kingdom, Switzerland.
constexpr std::array<std::string_view, 32> kAskFirst{
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU",
    "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"};

struct Range {
  std::string_view name;
  int PrivacyConfig::*days;
  int min;
  int max;
};
constexpr std::array kRanges{
    Range{"fingerprint_ttl_days", &PrivacyConfig::fingerprint_ttl_days, 1, 30},
    Range{"raw_ttl_days", &PrivacyConfig::raw_ttl_days, 0, 7},
    Range{"click_ttl_days", &PrivacyConfig::click_ttl_days, 1, 400},
    Range{"identity_ttl_days", &PrivacyConfig::identity_ttl_days, 1, 90}};

}  // namespace

PrivacySignals privacy_signals(std::string_view sec_gpc, std::string_view dnt) {
  return {.global_privacy_control = sec_gpc == "1", .do_not_track = dnt == "1"};
}

Consent effective_consent(Consent told, const PrivacySignals& signals) {
  if (signals.global_privacy_control || signals.do_not_track) {
    told.ads = false;
    told.analytics = false;
  }
  return told;
}

Result<PrivacyConfig> checked(PrivacyConfig config) {
  for (const auto& [name, days, min, max] : kRanges) {
    if (config.*days >= min && config.*days <= max) continue;
    return fail(ErrorCode::ConfigRange, std::string(name),
                fmt::format("must lie in [{}, {}] days, got {}", min, max, config.*days));
  }
  return config;
}

bool fingerprinting_default(std::string_view country) {
  return country.size() == 2 && !std::binary_search(kAskFirst.begin(), kAskFirst.end(), country);
}

}  // namespace gv::attribution
