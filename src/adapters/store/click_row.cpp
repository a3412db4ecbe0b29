#include "adapters/store/click_row.h"

#include <utility>

#include <boost/json/value.hpp>

#include "adapters/store/hash_column.h"
#include "base/check.h"
#include "io/json/serialize.h"

namespace gv::store {
namespace {

using attribution::Click;
using boost::json::object;

constexpr std::pair<const char*, std::string attribution::Utm::*> kUtmParts[]{
    {"source", &attribution::Utm::source},
    {"medium", &attribution::Utm::medium},
    {"campaign", &attribution::Utm::campaign},
    {"content", &attribution::Utm::content},
    {"term", &attribution::Utm::term}};

/// Empty when nothing was told.
std::string utm_json(const attribution::Utm& utm) {
  object told;
  for (const auto& [name, part] : kUtmParts) {
    if (!(utm.*part).empty()) told[name] = utm.*part;
  }
  return told.empty() ? "" : json::compact(told);
}

attribution::Utm utm_of(std::string_view text) {
  attribution::Utm utm;
  if (text.empty()) return utm;
  const auto told = json::parse(text, "click_tracking.utm");
  GV_CHECK(told && told->is_object());
  for (const auto& [name, part] : kUtmParts) {
    if (const auto* value = told->get_object().if_contains(name)) utm.*part = value->as_string();
  }
  return utm;
}

std::string consent_json(const attribution::Consent& consent) {
  return json::compact(object{{"ads", consent.ads},
                              {"analytics", consent.analytics},
                              {"source", consent.source},
                              {"at", format_time(consent.at)}});
}

attribution::Consent consent_of(std::string_view text) {
  const auto told = json::parse(text, "click_tracking.consent");
  GV_CHECK(told && told->is_object());
  const auto& members = told->get_object();
  const auto at = parse_time(std::string_view(members.at("at").as_string()), "consent.at");
  GV_CHECK(at);
  return {.ads = members.at("ads").as_bool(),
          .analytics = members.at("analytics").as_bool(),
          .source = std::string(members.at("source").as_string()),
          .at = *at};
}

std::optional<attribution::KeyedHash> hash_at(const sql::Row& row, int column,
                                              const std::string& key) {
  if (row.is_null(column)) return std::nullopt;
  return attribution::KeyedHash{key, digest_at(row, column)};
}

sql::Param hash_param(const std::optional<attribution::KeyedHash>& hash) {
  return hash ? sql::Param(blob_of(hash->digest)) : sql::Param(std::nullopt);
}

/// All hashes of a click are made at once, with one key.
std::string_view key_of_hashes(const Click& click) {
  for (const auto* hash : {&click.ip, &click.user_agent, &click.fingerprint, &click.ip_prefix}) {
    if (*hash) return (*hash)->key_id;
  }
  return "";
}

std::string_view reason_of(const Click& click) {
  return click.is_valid() && click.unknown_ad ? kUnknownAd : std::string_view(click.invalid_reason);
}

}  // namespace

attribution::Click click_of(const AccountId& account, const sql::Row& row) {
  Click click{.account = account,
              .click_id = row.get<std::string>(0),
              .ad = row.get<AdId>(2),
              .campaign = row.get<CampaignId>(3),
              .adset_id = text_or_empty(row, 4),
              .creative_id = text_or_empty(row, 5),
              .ids = {.fbclid = text_or_empty(row, 6),
                      .gclid = text_or_empty(row, 7),
                      .gbraid = text_or_empty(row, 8),
                      .wbraid = text_or_empty(row, 9),
                      .ttclid = text_or_empty(row, 10),
                      .msclkid = text_or_empty(row, 11)},
              .fbc = text_or_empty(row, 12),
              .fbp = text_or_empty(row, 13),
              .utm = utm_of(text_or_empty(row, 15)),
              .landing_page_url = text_or_empty(row, 16),
              .referrer_host = text_or_empty(row, 17),
              .visitor_id = text_or_empty(row, 14)};
  const std::string key = text_or_empty(row, 19);
  click.fingerprint = hash_at(row, 20, key);
  click.ip = hash_at(row, 21, key);
  click.ip_prefix = hash_at(row, 22, key);
  click.user_agent = hash_at(row, 23, key);
  click.consent = consent_of(row.text(25));
  click.at = row.time(1);
  click.expires_at = row.time(28);
  const auto reason = text_or_empty(row, 27);
  if (row.boolean(26)) {
    click.unknown_ad = reason == kUnknownAd;
  } else {
    click.invalid_reason = reason;
  }
  return click;
}

ClickValues::ClickValues(const std::string& account, const app::KeptClick& kept)
    : utm_(utm_json(kept.click.utm)), consent_(consent_json(kept.click.consent)) {
  const Click& click = kept.click;
  const sql::Param sealed = kept.sealed_client.empty() ? sql::Param(std::nullopt)
                                                       : sql::Param(sql::Blob{kept.sealed_client});
  params_ = {account,
             click.click_id,
             click.at,
             click.ad,
             click.campaign,
             text_or_null(click.adset_id),
             text_or_null(click.creative_id),
             text_or_null(click.ids.fbclid),
             text_or_null(click.ids.gclid),
             text_or_null(click.ids.gbraid),
             text_or_null(click.ids.wbraid),
             text_or_null(click.ids.ttclid),
             text_or_null(click.ids.msclkid),
             text_or_null(click.fbc),
             text_or_null(click.fbp),
             text_or_null(click.visitor_id),
             text_or_null(utm_),
             text_or_null(click.landing_page_url),
             text_or_null(click.referrer_host),
             text_or_null(kept.device_type),
             text_or_null(key_of_hashes(click)),
             hash_param(click.fingerprint),
             hash_param(click.ip),
             hash_param(click.ip_prefix),
             hash_param(click.user_agent),
             sealed,
             consent_,
             click.is_valid(),
             text_or_null(reason_of(click)),
             click.expires_at};
}

}  // namespace gv::store
