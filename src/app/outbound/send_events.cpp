#include "app/outbound/send_events.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "app/outbound/event_facts.h"
#include "app/outbound/flush_schedule.h"
#include "app/ports/retry_delay.h"
#include "base/hash.h"
#include "core/server_events/deal_events.h"

namespace gv::app {
namespace {

using server_events::Delivery;
using server_events::Fate;

constexpr int kRoundsAtOnce = 10;
constexpr Millis kRetryBase{1'000};
constexpr Millis kRetryMax{3'600'000};
/// Whose deal it is may be told after the deal moved. Priors.
constexpr Millis kPersonWait{3'600'000};
constexpr Millis kPersonLook{600'000};

double spread_of(const OutboxEvent& row) {
  return static_cast<double>(xxh64(row.id + ":" + std::to_string(row.attempts)) >> 11U) * 0x1.0p-53;
}

void end_as(OutboxEvent& row, OutboxState state, std::string reason) {
  row.state = state;
  row.note = OutboxNote{.reason = std::move(reason)};
}

void put_off(OutboxEvent& row, TimePoint now, Millis wait, std::string reason) {
  row.next_attempt_at = now + std::clamp(wait, Millis{1'000}, kRetryMax);
  row.note = OutboxNote{.reason = std::move(reason)};
}

/// Whether there is no way to the platform before a person makes one.
bool is_without_way(ErrorCode code) {
  return code == ErrorCode::NotAvailable || code == ErrorCode::Forbidden;
}

/// Another worker has the job: it sends what is left, and what was not written as sent.
server_events::SendAnswer lease_is_lost() {
  return tl::unexpected(execute::PlatformError{.error_class = execute::ErrorClass::Transient,
                                               .message = "the job's lease is lost"});
}

server_events::SendAnswer no_way(const Error& error) {
  return tl::unexpected(execute::PlatformError{.error_class = execute::ErrorClass::Auth,
                                               .message = to_string(error)});
}

NewEvent alert_of(std::string_view type, const std::string& dataset, std::size_t count,
                  TimePoint now) {
  return {.type = std::string(type),
          .occurred_at = now,
          .subject_type = "dataset",
          .subject_id = dataset,
          .source = "capi",
          .payload = fmt::format(R"({{"events":{}}})", count)};
}

}  // namespace

std::string_view SendEvents::queue() const { return kFlushQueue; }

Result<JobEffects> SendEvents::work(const AccountScope& scope, const Job&, const JobPulse& pulse) {
  std::size_t taken = 0;
  for (int i = 0; i < kRoundsAtOnce; ++i) {
    GV_TRY(const auto count, round(scope, pulse));
    taken += count;
    if (count == 0) break;
  }
  return JobEffects([this, taken](Transaction& transaction) -> Result<std::optional<std::string>> {
    GV_TRY(const auto due, ports_.outbox.next_due(transaction));
    if (due) GV_TRY(plan_flush(ports_.jobs, transaction, *due));
    return fmt::format(R"({{"taken":{}}})", taken);
  });
}

Result<std::size_t> SendEvents::round(const AccountScope& scope, const JobPulse& pulse) {
  GV_TRY(auto items,
         ports_.store.read(scope, [&](Transaction& transaction) { return take(transaction); }));
  if (items.empty()) return 0;
  GV_TRY(send(scope, items, pulse));
  GV_TRY(ports_.store.write(scope,
                            [&](Transaction& transaction) { return settle(transaction, items); }));
  return items.size();
}

Result<std::vector<SendEvents::Item>> SendEvents::take(Transaction& transaction) {
  GV_TRY(auto rows, ports_.outbox.due(transaction, static_cast<int>(server_events::kBatchMax)));
  std::vector<Item> items;
  for (auto& row : rows) {
    GV_TRY(auto item, item_of(transaction, std::move(row)));
    items.push_back(std::move(item));
  }
  return items;
}

Result<SendEvents::Item> SendEvents::item_of(Transaction& transaction, OutboxEvent row) {
  const TimePoint now = transaction.now();
  GV_TRY(const auto settings, ports_.settings.settings(transaction.scope().account()));
  Item item{.row = std::move(row)};
  if (server_events::is_expired(item.row.at, now)) {
    end_as(item.row, OutboxState::Expired,
           item.row.note ? "too old by now; before that: " + item.row.note->reason
                         : "too old when it was to be sent");
    return item;
  }
  const auto filled = fill(transaction, item, *settings);
  if (!filled && filled.error().code != ErrorCode::UnusableInput) {
    return tl::unexpected<Error>(filled.error());
  }
  if (!filled) {
    end_as(item.row, OutboxState::Suppressed, "its facts cannot be read");
  } else if (!server_events::can_match(item.event.user)) {
    if (now - item.row.created_at < kPersonWait) {
      put_off(item.row, now, kPersonLook, "nobody has told yet whose it is");
    } else {
      end_as(item.row, OutboxState::Suppressed, "insufficient_match_data");
    }
  } else {
    item.is_to_send = true;
  }
  return item;
}

Result<void> SendEvents::fill(Transaction& transaction, Item& item,
                              const AccountSettings& settings) {
  GV_TRY(const auto text, ports_.sealer.open(transaction.scope().account(), kOutboxPayload,
                                             item.row.sealed_payload));
  GV_TRY(auto facts, facts_in(text));
  if (!facts.conversion_id.empty()) {
    GV_TRY(facts.person, ports_.match.of(transaction, facts.conversion_id));
  }
  item.event = {.name = item.row.name,
                .id = item.row.event_id,
                .at = item.row.at,
                .action_source = facts.action_source,
                .source_url = facts.source_url,
                .user = server_events::hashed(facts.person, settings.attribution.calling_code),
                .value_minor = facts.value_minor,
                .custom_data = facts.custom_data.empty() ? "{}" : facts.custom_data,
                .limited_use = facts.limited_use};
  if (!facts.currency.empty()) {
    GV_TRY(item.event.currency, Currency::parse(facts.currency, "currency"));
  }
  return {};
}

Result<void> SendEvents::send(const AccountScope& scope, std::vector<Item>& items,
                              const JobPulse& pulse) {
  std::map<std::pair<std::string, std::string>, std::vector<Item*>> by_dataset;
  for (auto& item : items) {
    if (item.is_to_send) by_dataset[{item.row.platform, item.row.dataset_id}].push_back(&item);
  }
  for (auto& [dataset, group] : by_dataset) {
    const auto& platform = dataset.first;
    const auto& dataset_id = dataset.second;
    const auto sink = ports_.sinks.sink(scope, platform);
    if (!sink && !is_without_way(sink.error().code)) return tl::unexpected<Error>(sink.error());
    std::vector<ServerEvent> events;
    for (const auto* item : group) events.push_back(item->event);
    const auto fates = server_events::deliver(
        group.size(), [&](std::size_t first, std::size_t count) -> server_events::SendAnswer {
          if (!sink) return no_way(sink.error());
          if (!pulse()) return lease_is_lost();
          return (*sink)->send(dataset_id, std::span(events).subspan(first, count), "");
        });
    for (std::size_t i = 0; i < group.size(); ++i) take_fate(fates[i], *group[i]);
    GV_TRY(pulse());
  }
  return {};
}

void SendEvents::take_fate(const Delivery& delivery, Item& item) const {
  const TimePoint now = ports_.clock.now();
  auto& row = item.row;
  item.fate = delivery.fate;
  ++row.attempts;
  switch (delivery.fate) {
    case Fate::Sent:
      end_as(row, OutboxState::Sent, "");
      row.sent_at = now;
      break;
    case Fate::Rejected:
      end_as(row, OutboxState::Rejected, delivery.reason);
      break;
    case Fate::Later:
      put_off(row, now,
              delivery.retry_after.value_or(
                  retry_delay(kRetryBase, kRetryMax, row.attempts, spread_of(row))),
              delivery.reason);
      break;
    case Fate::Stopped:
      put_off(row, now, kRetryMax, delivery.reason);
      break;
  }
  row.note->trace_id = delivery.trace_id;
  row.note->match_quality = server_events::match_quality(item.event.user);
}

Result<void> SendEvents::settle(Transaction& transaction, const std::vector<Item>& items) {
  std::map<std::pair<std::string_view, std::string>, std::size_t> alerts;
  for (const auto& item : items) {
    GV_TRY(const bool settled, ports_.outbox.settle(transaction, item.row));
    if (!settled) continue;
    if (item.fate == Fate::Rejected) ++alerts[{"alert.capi_rejected", item.row.dataset_id}];
    if (item.fate == Fate::Stopped) ++alerts[{"alert.capi_stopped", item.row.dataset_id}];
  }
  std::vector<NewEvent> facts;
  for (const auto& [what, count] : alerts) {
    facts.push_back(alert_of(what.first, what.second, count, transaction.now()));
  }
  if (!facts.empty()) GV_TRY(ports_.log.append(transaction, facts));
  return {};
}

}  // namespace gv::app
