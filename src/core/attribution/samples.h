#pragma once

#include <string>

#include "core/attribution/match.h"

namespace gv::attribution {

/// What the tests of this folder share: one account, its key, clicks by the hour.
inline const AccountId kAccount("acc");

inline TimePoint hour(double hours) {
  return TimePoint(Millis(1'733'000'000'000 + static_cast<std::int64_t>(hours * 3.6e6)));
}
inline TimePoint day_at(double days) { return hour(24.0 * days); }

/// Bytes 00, 01, ... 1f.
inline AccountKey sample_key(std::string id = "k1") {
  std::string bytes;
  for (char c = 0; c < 32; ++c) bytes.push_back(c);
  return {std::move(id), std::move(bytes), hour(0)};
}
inline KeyRing sample_keys() { return *KeyRing::make(sample_key()); }

inline Click click_of(std::string id, std::string ad, double at_hours) {
  Click click{.account = kAccount,
              .click_id = std::move(id),
              .ad = AdId(ad),
              .campaign = CampaignId("campaign of " + ad)};
  click.at = hour(at_hours);
  click.expires_at = hour(at_hours) + Days{90};
  return click;
}

inline Conversion conversion_at(double at_hours) {
  return {.account = kAccount, .id = "conversion", .at = hour(at_hours)};
}

inline KeyedHash hash_of(HashType type, std::string_view value) {
  return sample_keys().hash(type, value);
}
inline HashLookup lookup_of(HashType type, std::string_view value) {
  return {hash_of(type, value)};
}

}  // namespace gv::attribution
