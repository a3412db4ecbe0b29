#include "app/tracking/attribute_conversion.h"

#include <array>
#include <utility>

#include "app/tracking/credit_events.h"
#include "app/tracking/direct_sale.h"
#include "base/check.h"

namespace gv::app {
namespace {

constexpr int kFoldsAgain = 3;

ConversionRecord record_of(const ConversionReport& report,
                           const attribution::Conversion& conversion,
                           const AccountSettings& settings, TimePoint now,
                           std::pair<std::string, std::string> deal) {
  ConversionRecord record{.id = report.id,
                          .type = report.type,
                          .value_minor = report.value_minor,
                          .currency = std::string(settings.currency.code()),
                          .crm = std::move(deal.first),
                          .deal_id = std::move(deal.second),
                          .at = report.at,
                          .attributed_at = now};
  // Whoever refused leaves nothing to be known by.
  if (report.ads_refused) return record;
  if (!report.click_id.empty()) record.click_id = report.click_id;
  if (!report.ids.fbclid.empty()) record.fbclid = report.ids.fbclid;
  if (!conversion.email.empty()) {
    const Digest& digest = conversion.email.front().digest;
    record.contact_hash = std::string(digest.begin(), digest.end());
  }
  return record;
}

}  // namespace

Result<attribution::Attribution> AttributeConversion::run(const AccountScope& scope,
                                                          const ConversionReport& report) {
  GV_TRY(check(report, ports_.clock.now()));
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  // Read into memory, where need be, before there is a transaction that would wait for it.
  GV_TRY(ports_.pipelines.pipelines(scope.account()));
  const auto work = [&](Transaction& transaction) {
    return decide(transaction, report, *settings);
  };
  auto found = ports_.store.write(scope, work);
  // Another worker folded the deal at the same time: what it posted is there now.
  for (int again = 0; again < kFoldsAgain && !found; ++again) {
    if (found.error().code != ErrorCode::Conflict) break;
    found = ports_.store.write(scope, work);
  }
  return found;
}

Result<attribution::Attribution> AttributeConversion::take(Transaction& transaction,
                                                           const ConversionReport& report) {
  GV_TRY(const auto settings, ports_.settings.settings(transaction.scope().account()));
  return decide(transaction, report, *settings);
}

Result<attribution::Attribution> AttributeConversion::decide(Transaction& transaction,
                                                             const ConversionReport& report,
                                                             const AccountSettings& settings) {
  const TimePoint began = ports_.clock.now();
  GV_TRY(const auto keys, ports_.keys.ring(transaction));
  GV_TRY(const auto conversion, prepared(transaction, report, keys, settings));
  GV_TRY(auto deal, deal_of_conversion(report.id));
  const auto record = record_of(report, conversion, settings, transaction.now(), std::move(deal));
  GV_TRY(const bool is_new, ports_.conversions.add(transaction, record));
  if (!is_new) return earlier(transaction, report.id);

  GV_TRY(const auto evidence, evidence_.find(transaction, conversion, settings.attribution.match));
  auto found = attribution::attribute(conversion, {evidence.clicks, evidence.links},
                                      settings.attribution.match);
  GV_TRY(const auto set, credited(transaction, conversion, found, settings));
  GV_TRY(ports_.conversions.add_credits(transaction, report.id, {set, found}));
  GV_TRY(
      ports_.conversions.log_attempt(transaction, {.id = new_id(ports_.random, transaction.now()),
                                                   .conversion_id = report.id,
                                                   .outcome = found,
                                                   .took = ports_.clock.now() - began}));
  GV_TRY(learn(transaction, conversion, found, settings));
  GV_TRY(post(transaction, record, settings));
  GV_TRY(tell(transaction, record, set));
  return found;
}

Result<attribution::Attribution> AttributeConversion::earlier(Transaction& transaction,
                                                              std::string_view id) {
  GV_TRY(const auto sets, ports_.conversions.credits(transaction, id));
  GV_CHECK(!sets.empty());  // written with the conversion
  return sets.front().evidence;
}

Result<attribution::Conversion> AttributeConversion::prepared(Transaction& transaction,
                                                              const ConversionReport& report,
                                                              const attribution::KeyRing& keys,
                                                              const AccountSettings& settings) {
  GV_TRY(auto conversion,
         conversion_of(transaction.scope().account(), report, keys, settings.attribution));
  if (!report.ad_id.empty()) {
    // An ad that is not the account's earns nothing.
    GV_TRY(const auto ad, ports_.clicks.known_ad(transaction, AdId(report.ad_id)));
    if (ad) conversion.named_ad = attribution::AdRef{*ad, {}};
  }
  return conversion;
}

Result<attribution::CreditSet> AttributeConversion::credited(
    Transaction& transaction, const attribution::Conversion& conversion,
    const attribution::Attribution& found, const AccountSettings& settings) {
  const Millis window = Days{settings.attribution.match.click_window_days};
  std::vector<attribution::Click> clicks;
  if (!found.click_id.empty()) {
    GV_TRY(const auto person, ports_.persons.of_click(transaction, found.click_id));
    if (person) {
      GV_TRY(clicks,
             ports_.persons.clicks(transaction, *person, conversion.at - window, conversion.at));
    }
  }
  GV_TRY(auto set, attribution::credit_set(found, conversion, clicks, settings.attribution.model,
                                           {}, window, settings.attribution.half_life_days));
  set.seq = 1;
  set.at = transaction.now();
  set.config_version = settings.version;
  return set;
}

Result<void> AttributeConversion::learn(Transaction& transaction,
                                        const attribution::Conversion& conversion,
                                        const attribution::Attribution& found,
                                        const AccountSettings& settings) {
  using attribution::Method;
  // A device that two people share would make them one person.
  const bool certain = found.method == Method::UrlParam || found.method == Method::Identity;
  if (!certain || found.click_id.empty() || conversion.ads_refused) return {};
  GV_TRY(const auto click, ports_.clicks.find(transaction, found.click_id));
  if (!click) return {};
  const TimePoint until = transaction.now() + Days{settings.attribution.privacy.identity_ttl_days};
  for (const auto& [kind, hashes] : {std::pair(LinkKind::Email, &conversion.email),
                                     std::pair(LinkKind::Phone, &conversion.phone)}) {
    if (hashes->empty()) continue;
    GV_TRY(ports_.persons.learn(transaction, kind, hashes->front(), *click, until));
  }
  return {};
}

Result<void> AttributeConversion::post(Transaction& transaction, const ConversionRecord& record,
                                       const AccountSettings& settings) {
  if (record.crm == kDirectSales) {
    const auto sale = direct_sale(record, settings.pipeline);
    if (!sale) return {};
    GV_TRY(ports_.revenue.add_events(transaction, {&*sale, 1}));
  }
  GV_TRY(ports_.fold.fold(transaction, *record.crm, *record.deal_id));
  return {};
}

Result<void> AttributeConversion::tell(Transaction& transaction, const ConversionRecord& record,
                                       const attribution::CreditSet& set) {
  const std::array facts{recorded_event(record), credited_event(record, set)};
  GV_TRY(ports_.log.append(transaction, facts));
  return {};
}

}  // namespace gv::app
