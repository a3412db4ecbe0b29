#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "base/ids.h"
#include "core/attribution/click_ids.h"
#include "core/attribution/consent.h"
#include "core/attribution/fingerprint.h"
#include "core/attribution/identity.h"

namespace gv::attribution {

struct Utm {
  std::string source;
  std::string medium;
  std::string campaign;
  std::string content;
  std::string term;
};

/// A click as a page, a redirect or a server reports it. Personal; lives within one request.
struct ClickReport {
  std::string click_id;  ///< our own; empty: `click_id_if_absent` is taken
  std::string ad_id;
  std::string campaign_id;
  std::string adset_id;
  std::string creative_id;
  PlatformIds ids;
  std::string fbc;
  std::string fbp;
  Utm utm;
  std::string landing_page_url;
  std::string referrer_host;
  std::string visitor_id;  ///< first-party cookie
  std::optional<FingerprintComponents> fingerprint;
  Consent consent;
  PrivacySignals signals;
  std::optional<TimePoint> occurred_at;
  std::optional<IpAddress> ip;
  std::string user_agent;
  bool prefetch{false};  ///< Sec-Purpose: prefetch
};

/// A click that may be kept: ids, and keyed hashes of what identifies its device.
struct Click {
  AccountId account;
  std::string click_id;
  AdId ad;
  CampaignId campaign;
  std::string adset_id;
  std::string creative_id;
  PlatformIds ids;
  std::string fbc;
  std::string fbp;
  Utm utm;
  std::string landing_page_url;
  std::string referrer_host;
  std::string visitor_id;
  std::optional<KeyedHash> fingerprint;
  std::optional<KeyedHash> ip;
  std::optional<KeyedHash> ip_prefix;
  std::optional<KeyedHash> user_agent;
  Consent consent;
  TimePoint at{};
  TimePoint expires_at{};
  std::optional<TimePoint> fingerprint_expires_at;
  bool unknown_ad{false};
  std::string invalid_reason;  ///< "bot", "prefetch", "too_many"; empty: valid
  [[nodiscard]] bool is_valid() const { return invalid_reason.empty(); }
};

/// Without consent a click is one more in its hour, and nobody's.
struct ClickCount {
  AdId ad;
  CampaignId campaign;
  TimePoint hour{};
};

/// What the Conversions API needs in clear: to be sealed at once and erased in time.
struct RawClient {
  IpAddress ip;
  std::string user_agent;
  TimePoint erase_at{};
};

struct RecordedClick {
  std::variant<ClickCount, Click> kept;
  std::optional<RawClient> raw;
};

/// What the account knows beside the report.
struct ClickContext {
  AccountId account;
  const KeyRing* keys{nullptr};  ///< not owned, not null
  PrivacyConfig privacy;
  std::span<const std::string> query_keys_kept;  ///< of landing pages; all others are cut off
  std::string click_id_if_absent;                ///< from `own_click_id`
  bool ad_known{true};                           ///< the ad is one of the account's
  int clicks_of_ip_last_minute{0};               ///< this one included
};

/// Prior: more clicks a minute from one address are no person's.
inline constexpr int kClicksPerMinuteMax = 20;

/// Everything that is wrong with a report, the field in `where`.
[[nodiscard]] std::vector<Error> faults_of(const ClickReport& report);

/// Turns a report into what may be kept of it, at the rules of consent:
///   1. without `ads` only the count of the hour
///   2. with `ads` click ids and keyed hashes of address, neighbourhood and user agent; the raw
///      pair for `raw_ttl_days`
///   3. with `ads` and `analytics` and the account's setting also the hash of the fingerprint
/// Machines' clicks are kept and marked, never matched. The time is held to [now - 24 h,
/// now + 60 s]. Errors: those of `faults_of`.
[[nodiscard]] tl::expected<RecordedClick, std::vector<Error>> record_click(
    const ClickReport& report, const ClickContext& context, TimePoint now);

/// Whether a user agent names itself as a program. Prior list.
[[nodiscard]] bool is_known_bot(std::string_view user_agent);

/// Forgets what has outlived its time: true when the whole click is to be deleted, else drops an
/// expired fingerprint.
[[nodiscard]] bool expire(Click& click, TimePoint now);

}  // namespace gv::attribution
