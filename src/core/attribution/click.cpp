#include "core/attribution/click.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/check.h"
#include "base/text.h"
#include "base/utf8.h"
#include "core/attribution/landing_page.h"

namespace gv::attribution {
namespace {

constexpr Hours kBackMax{24};
constexpr std::chrono::seconds kAheadMax{60};
constexpr std::size_t kUserAgentMax = 1024;

// "bot " is left out: Cubot is a maker of phones.
constexpr std::array<std::string_view, 13> kBotMarks{
    "bot/",     "bot;",  "bot)",  "+http", "crawler", "spider",    "facebookexternalhit",
    "headless", "slurp", "curl/", "wget/", "python-", "lighthouse"};

/// Collects complaints about fields.
class Checker {
 public:
  void short_id(std::string_view text, std::string_view field, bool required) {
    if (text.empty() && !required) return;
    demand(is_short_id(text), text, field, "1 to 64 of A-Z a-z 0-9 . _ ~ -");
  }
  void plain(std::string_view text, std::string_view field, std::size_t longest) {
    const bool fine = std::none_of(text.begin(), text.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
    demand(fine && text.size() <= longest, text, field,
           fmt::format("a text of at most {} bytes without control characters", longest));
  }
  void demand(bool fine, std::string_view text, std::string_view field, std::string_view expected) {
    if (fine) return;
    errors_.push_back({ErrorCode::InvalidInput, std::string(field),
                       fmt::format("must be {}, got \"{}\" ({} bytes)", expected,
                                   printable(excerpt(text, 60)), text.size())});
  }
  void add(const Error& error) { errors_.push_back(error); }
  [[nodiscard]] std::vector<Error>& errors() { return errors_; }

 private:
  std::vector<Error> errors_;
};

void check_ids(const ClickReport& report, Checker& check) {
  check.short_id(report.click_id, "click_id", false);
  check.short_id(report.ad_id, "ad_id", true);
  check.short_id(report.campaign_id, "campaign_id", true);
  check.short_id(report.adset_id, "adset_id", false);
  check.short_id(report.creative_id, "creative_id", false);
  check.short_id(report.visitor_id, "visitor_id", false);
  for (const auto& [name, id] : platform_ids()) {
    const std::string& value = report.ids.*id;
    if (!value.empty()) {
      check.demand(is_platform_id(value), value, name, "1 to 500 of A-Z a-z 0-9 . _ ~ -");
    }
  }
  if (!report.fbc.empty()) {
    if (const auto cookie = parse_fbc(report.fbc, "fbc"); !cookie) check.add(cookie.error());
  }
  if (!report.fbp.empty()) {
    if (const auto cookie = parse_fbp(report.fbp, "fbp"); !cookie) check.add(cookie.error());
  }
}

std::string invalid_reason(const ClickReport& report, const ClickContext& context) {
  if (report.prefetch) return "prefetch";
  if (is_known_bot(report.user_agent)) return "bot";
  if (context.clicks_of_ip_last_minute > kClicksPerMinuteMax) return "too_many";
  return {};
}

void add_hashes(const ClickReport& report, const ClickContext& context, Click& click) {
  const KeyRing& keys = *context.keys;
  if (report.ip) {
    click.ip = keys.hash(HashType::Ip, ip_identity(*report.ip));
    click.ip_prefix = keys.hash(HashType::IpPrefix, ip_neighbourhood(*report.ip));
  }
  if (!report.user_agent.empty()) {
    click.user_agent = keys.hash(HashType::UserAgent, report.user_agent);
  }
  const PrivacyConfig& privacy = context.privacy;
  if (!click.consent.analytics || !privacy.fingerprinting || !report.fingerprint) return;
  if (const auto text = canonical_fingerprint(*report.fingerprint)) {
    click.fingerprint = keys.hash(HashType::Fingerprint, *text);
    click.fingerprint_expires_at = click.at + Days{privacy.fingerprint_ttl_days};
  }
}

Click click_of(const ClickReport& report, const ClickContext& context, TimePoint at) {
  Click click{.account = context.account,
              .click_id = report.click_id.empty() ? context.click_id_if_absent : report.click_id,
              .ad = AdId(report.ad_id),
              .campaign = CampaignId(report.campaign_id),
              .adset_id = report.adset_id,
              .creative_id = report.creative_id,
              .ids = report.ids,
              .fbc = report.fbc,
              .fbp = report.fbp,
              .utm = report.utm,
              .landing_page_url = without_query(report.landing_page_url, context.query_keys_kept),
              .referrer_host = report.referrer_host,
              .visitor_id = report.visitor_id,
              .consent = effective_consent(report.consent, report.signals),
              .at = at,
              .expires_at = at + Days{context.privacy.click_ttl_days},
              .unknown_ad = !context.ad_known,
              .invalid_reason = invalid_reason(report, context)};
  add_hashes(report, context, click);
  return click;
}

}  // namespace

std::vector<Error> faults_of(const ClickReport& report) {
  Checker check;
  check_ids(report, check);
  check.plain(report.utm.source, "utm_source", 200);
  check.plain(report.utm.medium, "utm_medium", 200);
  check.plain(report.utm.campaign, "utm_campaign", 200);
  check.plain(report.utm.content, "utm_content", 200);
  check.plain(report.utm.term, "utm_term", 200);
  check.plain(report.landing_page_url, "landing_page_url", 2048);
  check.plain(report.referrer_host, "referrer_host", 253);
  check.plain(report.consent.source, "consent.source", 100);
  return std::move(check.errors());
}

tl::expected<RecordedClick, std::vector<Error>> record_click(const ClickReport& report,
                                                             const ClickContext& context,
                                                             TimePoint now) {
  GV_CHECK(context.keys != nullptr);
  if (auto errors = faults_of(report); !errors.empty()) return tl::unexpected(std::move(errors));
  const TimePoint at =
      std::clamp(report.occurred_at.value_or(now), now - kBackMax, TimePoint(now + kAheadMax));
  if (!effective_consent(report.consent, report.signals).ads) {
    const ClickCount count{AdId(report.ad_id), CampaignId(report.campaign_id),
                           std::chrono::floor<Hours>(at)};
    return RecordedClick{.kept = count};
  }
  RecordedClick recorded{.kept = click_of(report, context, at)};
  if (report.ip && context.privacy.raw_ttl_days > 0) {
    recorded.raw = RawClient{*report.ip, excerpt(report.user_agent, kUserAgentMax),
                             now + Days{context.privacy.raw_ttl_days}};
  }
  return recorded;
}

bool is_known_bot(std::string_view user_agent) {
  std::string lower(user_agent.substr(0, kUserAgentMax));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return std::any_of(kBotMarks.begin(), kBotMarks.end(),
                     [&](std::string_view mark) { return lower.find(mark) != std::string::npos; });
}

bool expire(Click& click, TimePoint now) {
  if (click.fingerprint_expires_at && *click.fingerprint_expires_at <= now) {
    click.fingerprint.reset();
    click.fingerprint_expires_at.reset();
  }
  return click.expires_at <= now;
}

}  // namespace gv::attribution
