#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace gv::attribution {

/// What a visitor agreed to. Not asked is not agreed.
struct Consent {
  bool ads{false};        ///< recognising the visitor for advertising
  bool analytics{false};  ///< measuring the device
  std::string source;     ///< who recorded it: a banner's name
  TimePoint at{};
};

/// Signals of the browser that overrule a banner.
struct PrivacySignals {
  bool global_privacy_control{false};
  bool do_not_track{false};
};
/// From the values of the headers Sec-GPC and DNT; empty: not sent.
[[nodiscard]] PrivacySignals privacy_signals(std::string_view sec_gpc, std::string_view dnt);

/// What holds: nothing when a signal objects.
[[nodiscard]] Consent effective_consent(Consent told, const PrivacySignals& signals);

/// How long what is kept may live. Priors within legal bounds.
struct PrivacyConfig {
  bool fingerprinting{false};   ///< the account's setting; needs consent besides
  int fingerprint_ttl_days{7};  ///< in [1, 30]
  int raw_ttl_days{7};          ///< sealed IP and user agent, in [0, 7]
  int click_ttl_days{90};       ///< in [1, 400]
  int identity_ttl_days{30};    ///< links of hashed e-mail and phone, in [1, 90]
};
/// Errors: ConfigRange naming the field.
[[nodiscard]] Result<PrivacyConfig> checked(PrivacyConfig config);

/// Whether fingerprints are on unless an account says otherwise: not in the EEA, the United Kingdom
/// and Switzerland, nor where the country (ISO 3166-1 alpha-2) is not known.
[[nodiscard]] bool fingerprinting_default(std::string_view country);

}  // namespace gv::attribution
