#include "app/outbound/outbound_desk.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/outbound/event_facts.h"
#include "app/outbound/flush_schedule.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "core/server_events/deal_events.h"

namespace gv::app {
namespace {

constexpr std::size_t kEventNameMax = 50;  ///< Meta's own limit
constexpr std::size_t kEventIdMax = 128;
constexpr std::size_t kUrlMax = 2'048;
constexpr std::size_t kPersonValueMax = 1'000;
constexpr std::size_t kPersonValuesMax = 20;
constexpr std::size_t kCustomDataMax = 16'384;
constexpr std::chrono::minutes kAhead{10};
constexpr std::array<std::string_view, 9> kActionSources{
    "website",          "app",   "phone_call",        "chat", "email", "physical_store",
    "system_generated", "other", "business_messaging"};

bool is_line(std::string_view text, std::size_t longest) {
  return text.size() <= longest && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

tl::unexpected<Error> unfit(std::string field, std::string message) {
  return fail(ErrorCode::InvalidInput, std::move(field), std::move(message));
}

Result<void> check_person(const server_events::PersonFields& person) {
  for (const auto& [field, values] : person) {
    if (!server_events::is_person_field(field)) {
      return unfit("user_data." + field,
                   "is no customer information parameter; known are em, ph, "
                   "fn, ln, ct, st, zp, country, db, ge, external_id, fbc, "
                   "fbp, lead_id, client_ip_address, client_user_agent");
    }
    if (values.size() > kPersonValuesMax) return unfit("user_data." + field, "has over 20 values");
    for (const auto& value : values) {
      if (!is_line(value, kPersonValueMax)) {
        return unfit("user_data." + field, "must be one line of at most 1000 bytes");
      }
    }
  }
  return {};
}

EventFacts facts_of(const ToldEvent& event, const AccountSettings& settings) {
  EventFacts facts{.person = event.person,
                   .action_source = event.action_source,
                   .source_url = event.source_url,
                   .value_minor = event.value_minor,
                   .custom_data = event.custom_data,
                   .limited_use = event.limited_use};
  if (event.value_minor) facts.currency = settings.currency.code();
  return facts;
}

tl::unexpected<Error> not_set(std::string_view key, std::string message) {
  return fail(ErrorCode::Conflict, std::string(key), std::move(message),
              "PATCH /api/v1/accounts/{id}/config");
}

}  // namespace

Result<void> check(const ToldEvent& event, TimePoint now) {
  if (event.name.empty() || !is_line(event.name, kEventNameMax)) {
    return unfit("event_name", "must be one line of 1 to 50 bytes");
  }
  if (event.id && (event.id->empty() || !is_line(*event.id, kEventIdMax))) {
    return unfit("event_id", "must be one line of 1 to 128 bytes");
  }
  const TimePoint at = event.at.value_or(now);
  if (at > now + kAhead || server_events::is_expired(at, now)) {
    return unfit(
        "event_time",
        "must be seconds since 1970 of the last seven days less an hour, got " + format_time(at));
  }
  if (std::find(kActionSources.begin(), kActionSources.end(), event.action_source) ==
      kActionSources.end()) {
    return unfit("action_source",
                 fmt::format("must be one of {}, got \"{}\"", fmt::join(kActionSources, ", "),
                             excerpt(event.action_source, kEventNameMax)));
  }
  if (!is_line(event.source_url, kUrlMax)) {
    return unfit("event_source_url", "must be one line of at most 2048 bytes");
  }
  if (!is_line(event.custom_data, kCustomDataMax)) {
    return unfit("custom_data", "must have at most 16384 bytes");
  }
  const bool page_told = !event.source_url.empty() && event.person.contains("client_user_agent");
  if (event.action_source == "website" && !page_told) {
    return unfit("event_source_url",
                 "and user_data.client_user_agent are required of a website's event");
  }
  return check_person(event.person);
}

std::string OutboundDesk::new_event_id() const {
  std::string id;
  for (const auto byte : ports_.random()) id += fmt::format("{:02x}", byte);
  return id;
}

Result<TakenEvent> OutboundDesk::take(const AccountScope& scope, const ToldEvent& event) {
  GV_TRY(check(event, ports_.clock.now()));
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  const auto& dataset = settings->conversions.dataset_id;
  if (dataset.empty())
    return not_set("capi.dataset_id",
                   "The setting capi.dataset_id is not set: there is nobody to tell.");
  const auto event_id = event.id.value_or(new_event_id());
  const auto facts = text_of(facts_of(event, *settings));
  return ports_.store.write(scope, [&](Transaction& transaction) -> Result<TakenEvent> {
    const AccountId& account = scope.account();
    const TimePoint now = transaction.now();
    const auto name =
        fmt::format("capi_outbox|{}|told|{}|{}|{}", account.text(), dataset, event.name, event_id);
    GV_TRY(const bool added, ports_.outbox.add(transaction, {.id = uuid_v5(name),
                                                             .dataset_id = dataset,
                                                             .name = event.name,
                                                             .event_id = event_id,
                                                             .at = event.at.value_or(now),
                                                             .sealed_payload = ports_.sealer.seal(
                                                                 account, kOutboxPayload, facts),
                                                             .next_attempt_at = now}));
    if (added) GV_TRY(plan_flush(ports_.jobs, transaction, now));
    return TakenEvent{event_id, added};
  });
}

Result<server_events::Receipt> OutboundDesk::try_out(const AccountScope& scope,
                                                     const ToldEvent& event) {
  GV_TRY(check(event, ports_.clock.now()));
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  const auto& [dataset, code] = settings->conversions;
  if (dataset.empty())
    return not_set("capi.dataset_id",
                   "The setting capi.dataset_id is not set: there is nobody to tell.");
  if (code.empty())
    return not_set("capi.test_event_code",
                   "The setting capi.test_event_code is not set: the event would count.");
  const ServerEvent made{
      .name = event.name,
      .id = event.id.value_or(new_event_id()),
      .at = event.at.value_or(ports_.clock.now()),
      .action_source = event.action_source,
      .source_url = event.source_url,
      .user = server_events::hashed(event.person, settings->attribution.calling_code),
      .value_minor = event.value_minor,
      .currency = settings->currency,
      .custom_data = event.custom_data.empty() ? "{}" : event.custom_data,
      .limited_use = event.limited_use};
  if (!server_events::can_match(made.user)) {
    return fail(ErrorCode::InvalidInput, "user_data",
                "tells of nobody: em, ph, external_id, fbc, fbp or lead_id is needed, or "
                "client_ip_address and client_user_agent");
  }
  const auto sink = ports_.sinks.sink(scope, "meta");
  if (!sink) return fail(ErrorCode::Conflict, "connection", to_string(sink.error()));
  auto answer = (*sink)->send(dataset, std::span(&made, 1), code);
  if (answer) return *std::move(answer);
  const auto& error = answer.error();
  return fail(ErrorCode::ProviderFailed, "meta",
              fmt::format("{} (code {}, subcode {})", error.message, error.code, error.subcode));
}

Result<std::vector<OutboxEvent>> OutboundDesk::list(const AccountScope& scope,
                                                    const OutboxFilter& filter) {
  return ports_.store.read(
      scope, [&](Transaction& transaction) { return ports_.outbox.list(transaction, filter); });
}

}  // namespace gv::app
