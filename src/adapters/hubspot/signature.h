#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/time.h"

namespace gv::hubspot {

/// Why a delivery is or is not HubSpot's. The sender learns only "invalid_signature".
enum class SignatureVerdict { Valid, Missing, BadTimestamp, Stale, Wrong };
[[nodiscard]] std::string_view to_text(SignatureVerdict verdict);

/// How old or how far ahead a delivery may be, both ends included.
inline constexpr Millis kTimestampTolerance{300'000};

/// One delivery as it came. Nothing of it is trusted.
struct SignedDelivery {
  std::string_view method;
  std::string_view uri;           ///< from `public_uri`
  std::string_view body;          ///< the bytes received
  std::string_view signature;     ///< X-HubSpot-Signature-v3; empty: not sent
  std::string_view timestamp;     ///< X-HubSpot-Request-Timestamp
  std::string_view signature_v1;  ///< X-HubSpot-Signature
};

/// The address HubSpot called: the configured public base ("https://hooks.example.com", without a
/// slash at its end) and path and query as received. Behind a proxy the Host header may be
/// anything.
[[nodiscard]] std::string public_uri(std::string_view base, std::string_view target);

/// `uri` as HubSpot signs it: %3A %2F %3F %40 %21 %24 %27 %28 %29 %2A %2C %3B, of either case, by
/// their characters; all other escapes stay.
[[nodiscard]] std::string decoded_for_signature(std::string_view uri);

/// base64(HMAC-SHA-256(secret, method + decoded uri + body + timestamp)).
[[nodiscard]] std::string signature_v3(std::string_view secret, const SignedDelivery& delivery);

/// Checks version 3 against every active secret (several during rotation), in a time that does not
/// tell how close a forgery comes. Version 1, which an old delivery replays for ever, is looked at
/// only with `allow_v1` and when no version 3 came. O(bytes * secrets).
[[nodiscard]] SignatureVerdict verify(const SignedDelivery& delivery,
                                      std::span<const std::string> secrets, TimePoint now,
                                      bool allow_v1 = false);

}  // namespace gv::hubspot
