#pragma once

#include <optional>
#include <string>

namespace gv::attribution {

/// What a page tells of a device. Exists within one request only; never stored.
struct FingerprintComponents {
  std::optional<int> screen_width;  ///< CSS pixels
  std::optional<int> screen_height;
  std::optional<double> device_pixel_ratio;
  std::string time_zone;              ///< IANA name, case kept
  std::optional<int> utc_offset_min;  ///< positive east of Greenwich
  std::string device_type;
  std::string os;
  std::string os_major;
  std::string browser;
  std::string browser_major;
  std::string language;
};

/// Fewer known components describe too many devices at once.
inline constexpr int kFingerprintComponentsMin = 8;

/// "v1|390|844|3|Asia/Dubai|240|mobile|ios|18|safari|18|en-ae": the text a fingerprint is the
/// keyed hash of. Smaller screen side first, so that turning the device changes nothing; lower case
/// but for the time zone; what is not known is empty. A component that is longer than 64 bytes or
/// holds "|" or a control character counts as not known.
/// Nothing when fewer than `kFingerprintComponentsMin` are known.
[[nodiscard]] std::optional<std::string> canonical_fingerprint(
    const FingerprintComponents& components);

}  // namespace gv::attribution
