#include "app/tracking/track_click.h"

#include <array>

namespace gv::app {
namespace {

constexpr std::chrono::minutes kRecent{1};

/// Parameters that tell of a campaign and not of a person.
const std::array<std::string, 5> kQueryKept{"utm_source", "utm_medium", "utm_campaign",
                                            "utm_content", "utm_term"};

/// Whose ad it is, by the id that the platform added; Meta's where there is none.
std::string_view platform_of(const attribution::PlatformIds& ids) {
  if (!ids.gclid.empty() || !ids.gbraid.empty() || !ids.wbraid.empty()) return "google";
  return ids.ttclid.empty() ? "meta" : "tiktok";
}

}  // namespace

Result<ClickTaken> TrackClick::run(const AccountScope& scope,
                                   const attribution::ClickReport& report,
                                   const std::string& device_type) {
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  const AccountId& account = scope.account();
  std::optional<TimePoint> planned;
  GV_TRY(auto taken, ports_.store.write(scope, [&](Transaction& transaction) -> Result<ClickTaken> {
    planned.reset();
    GV_TRY(auto done, take(transaction, report, *settings, device_type));
    if (done.click_id && ports_.schedule.is_due(account, transaction.now())) {
      GV_TRY(ports_.schedule.plan(transaction));
      planned = transaction.now();
    }
    return done;
  }));
  if (planned) ports_.schedule.planned(account, *planned);
  return taken;
}

Result<ClickTaken> TrackClick::take(Transaction& transaction,
                                    const attribution::ClickReport& report,
                                    const AccountSettings& settings,
                                    const std::string& device_type) {
  GV_TRY(const auto recorded, record(transaction, report, settings));
  ClickTaken taken{.window_days = settings.attribution.match.click_window_days};
  if (const auto* click = std::get_if<attribution::Click>(&recorded.kept)) {
    taken.click_id = click->click_id;
    GV_TRY(taken.is_new, keep(transaction, recorded, device_type));
  } else {
    GV_TRY(ports_.clicks.count(transaction, std::get<attribution::ClickCount>(recorded.kept)));
  }
  return taken;
}

Result<attribution::RecordedClick> TrackClick::record(Transaction& transaction,
                                                      const attribution::ClickReport& report,
                                                      const AccountSettings& settings) {
  const TimePoint now = transaction.now();
  GV_TRY(const auto keys, ports_.keys.ring(transaction));
  attribution::ClickContext context{
      .account = transaction.scope().account(),
      .keys = &keys,
      .privacy = settings.attribution.privacy,
      .query_keys_kept = kQueryKept,
      .click_id_if_absent = attribution::own_click_id(ports_.random()),
      .clicks_of_ip_last_minute = 1};
  if (report.ip && attribution::effective_consent(report.consent, report.signals).ads) {
    const auto hash = keys.hash(attribution::HashType::Ip, attribution::ip_identity(*report.ip));
    GV_TRY(const int before, ports_.clicks.of_address(transaction, hash, now - kRecent));
    context.clicks_of_ip_last_minute += before;
  }
  // What is wrong with the report is told before the ad is looked for.
  auto recorded = attribution::record_click(report, context, now);
  if (!recorded) return tl::unexpected<Error>(recorded.error().front());
  GV_TRY(const auto ad, ad_of(transaction, report));
  std::visit([&](auto& kept) { kept.ad = ad.id; }, recorded->kept);
  if (auto* click = std::get_if<attribution::Click>(&recorded->kept)) {
    click->unknown_ad = !ad.is_known;
  }
  return *std::move(recorded);
}

Result<TrackClick::NamedAd> TrackClick::ad_of(Transaction& transaction,
                                              const attribution::ClickReport& report) {
  const AdId on_platform(std::string(platform_of(report.ids)) + ":" + report.ad_id);
  for (const AdId& name : {on_platform, AdId(report.ad_id)}) {
    GV_TRY(const auto known, ports_.clicks.known_ad(transaction, name));
    if (known) return NamedAd{*known, true};
  }
  return NamedAd{on_platform, false};
}

Result<bool> TrackClick::keep(Transaction& transaction, const attribution::RecordedClick& recorded,
                              const std::string& device_type) {
  KeptClick kept{.click = std::get<attribution::Click>(recorded.kept), .device_type = device_type};
  if (recorded.raw) {
    kept.sealed_client =
        ports_.sealer.seal(transaction.scope().account(), kSealedClient,
                           recorded.raw->ip.text() + "\n" + recorded.raw->user_agent);
  }
  GV_TRY(const bool added, ports_.clicks.add(transaction, kept));
  if (added) GV_TRY(ports_.persons.meet(transaction, kept.click));
  return added;
}

}  // namespace gv::app
