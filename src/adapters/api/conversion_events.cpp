#include "adapters/api/conversion_events.h"

#include <algorithm>

#include "adapters/api/row_cursor.h"
#include "base/utf8.h"
#include "io/json/serialize.h"

namespace gv::api {
namespace {

static_assert(static_cast<int>(DeliveryState::Rejected) ==
              static_cast<int>(app::OutboxState::Rejected));

constexpr std::int64_t kLatestSecond = std::int64_t{1} << 43;

app::ToldEvent told_in(const EventRequest& request) {
  app::ToldEvent event{.name = request.event_name,
                       .id = request.event_id,
                       .action_source = request.action_source.value_or("system_generated"),
                       .source_url = request.event_source_url.value_or(""),
                       .limited_use = request.limited_data_use.value_or(false)};
  if (request.event_time) event.at = TimePoint(std::chrono::seconds(*request.event_time));
  for (const auto& [field, values] : request.user_data) event.person[field] = values.all;
  if (request.value) event.value_minor = request.value->minor;
  if (request.custom_data) {
    boost::json::object custom;
    for (const auto& [key, member] : *request.custom_data) custom[key] = member;
    event.custom_data = json::compact(custom);
  }
  return event;
}

std::optional<std::string> if_said(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

EventLine event_line(const app::OutboxEvent& event) {
  EventLine line{.id = event.id,
                 .platform = event.platform,
                 .dataset_id = event.dataset_id,
                 .event_name = event.name,
                 .event_id = event.event_id,
                 .event_time = event.at,
                 .status = static_cast<DeliveryState>(event.state),
                 .attempts = event.attempts,
                 .sent_at = event.sent_at,
                 .created_at = event.created_at};
  if (event.state == app::OutboxState::Pending) line.next_attempt_at = event.next_attempt_at;
  if (!event.note) return line;
  line.reason = if_said(event.note->reason);
  line.fbtrace_id = if_said(event.note->trace_id);
  if (event.attempts > 0) line.match_quality = event.note->match_quality;
  return line;
}

}  // namespace

void Codec<PersonValues>::read(const value& in, PersonValues& out, Binder& binder) {
  if (in.is_array()) return Codec<std::vector<std::string>>::read(in, out.all, binder);
  std::string only;
  if (binder.text(in, only)) out.all = {std::move(only)};
}

void check(const EventRequest& request, Binder& binder) {
  if (request.event_time && (*request.event_time < 0 || *request.event_time > kLatestSecond)) {
    binder.complain_at("event_time", "must be seconds since 1970");
  }
  if (request.currency && *request.currency != binder.form().currency.code()) {
    binder.complain_at("currency",
                       "must be " + std::string(binder.form().currency.code()) +
                           ", the account's, got \"" + excerpt(*request.currency, 10) + "\"",
                       ErrorCode::CurrencyMismatch);
  }
}

Result<Accepted<EventReceipt>> TrackConversionEvent::operator()(const Context& context,
                                                                const EventRequest& request) const {
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(auto taken, services.outbound.take(scope, told_in(request)));
  return Accepted<EventReceipt>{{taken.is_new ? "queued" : "duplicate", std::move(taken.event_id)},
                                {}};
}

Result<TriedEvent> TryConversionEvent::operator()(const Context& context,
                                                  const EventRequest& request) const {
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(auto receipt, services.outbound.try_out(scope, told_in(request)));
  return TriedEvent{receipt.events, std::move(receipt.trace_id), std::move(receipt.messages)};
}

Result<Collection<EventLine>> ListConversionEvents::operator()(
    const Context& context, const ListEventsRequest& request) const {
  app::OutboxFilter filter{.name = request.event_name,
                           .limit = static_cast<int>(request.rows_max()) + 1};
  if (request.status) filter.state = static_cast<app::OutboxState>(*request.status);
  GV_TRY(const auto from, row_cursor_in(request.cursor));
  if (from) filter.before = app::OutboxCursor{from->at, from->id};
  GV_TRY(const auto scope, services.scope_of(*context.principal, context.account, *kRoute.scope));
  GV_TRY(const auto rows, services.outbound.list(scope, filter));
  Collection<EventLine> page;
  const std::size_t shown = std::min(rows.size(), request.rows_max());
  for (std::size_t i = 0; i < shown; ++i) page.items.push_back(event_line(rows[i]));
  if (rows.size() > shown) {
    page.next_cursor = row_cursor_of({rows[shown - 1].created_at, rows[shown - 1].id});
  }
  return page;
}

}  // namespace gv::api
