#include "app/execute/close_change.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "app/access/audit.h"
#include "base/hash.h"
#include "core/execute/breaker.h"

namespace gv::app {
namespace {

std::string value_json(const ChangeValue& value) {
  if (const auto* budget = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *budget);
  if (const auto* status = std::get_if<EntityStatus>(&value)) {
    return quoted(execute::to_text(*status));
  }
  if (const auto* made = std::get_if<NewEntity>(&value)) return quoted(made->name);
  return "null";
}

std::optional<double> share_of(const ChangeValue& from, const ChangeValue& to) {
  const auto* before = std::get_if<std::int64_t>(&from);
  const auto* after = std::get_if<std::int64_t>(&to);
  if (before == nullptr || after == nullptr || *before == 0) return std::nullopt;
  return static_cast<double>(*after - *before) / static_cast<double>(*before);
}

std::string payload_of(const AdChange& change, const ChangeValue& found) {
  const auto reason = change.trouble ? change.trouble->reason : std::string();
  return fmt::format(
      R"({{"change_id":{},"platform":{},"entity_type":{},"entity_id":{},"field":{},"from":{},)"
      R"("to":{},"state":{},"attempts":{},"trouble":{}}})",
      quoted(change.id), quoted(change.platform), quoted(execute::to_text(change.entity.level)),
      quoted(change.entity.id), quoted(change.field), value_json(found),
      value_json(change.requested), quoted(execute::to_text(change.state)), change.attempts,
      quoted(reason));
}

ChangeRecord record_of(const AdChange& change, const AttemptFacts& attempt, TimePoint now) {
  // One record for each attempt and what it came to.
  const auto name = fmt::format("change-record|{}|{}|{}|{}", change.id, change.attempts,
                                execute::to_text(change.state), now.time_since_epoch().count());
  ChangeRecord record{.id = uuid_v5(name),
                      .change_id = change.id,
                      .platform = change.platform,
                      .entity = change.entity,
                      .campaign_id = change.campaign_id,
                      .type = change.type,
                      .old_value = attempt.found,
                      .new_value = change.requested,
                      .change_share = share_of(attempt.found, change.requested),
                      .triggered_by = change.triggered_by,
                      .confidence = change.confidence,
                      .reason = change.reason,
                      .state = change.state,
                      .trouble = change.trouble,
                      .outage = attempt.outage,
                      .safety_override = change.priority == execute::Priority::Emergency,
                      .queued_at = change.created_at,
                      .started_at = attempt.started_at,
                      .ended_at = now};
  if (attempt.started_at) record.took = now - *attempt.started_at;
  return record;
}

/// A deferral is told by the change itself; ends and failed attempts are kept.
bool is_worth_telling(const AdChange& change, const AttemptFacts& attempt) {
  if (execute::is_end(change.state) || attempt.outage) return true;
  return change.state == ChangeState::Pending && attempt.started_at.has_value();
}

/// Once for each time that it opens, however long it stays so.
Result<void> tell_breaker(const ExecutionPorts& ports, Transaction& transaction,
                          const std::string& platform) {
  GV_TRY(const auto ends, ports.history.ends(transaction, platform, execute::kBreakerWindow + 1));
  const std::span<const execute::AttemptEnd> all(ends);
  const auto most = [](auto some) {
    return some.last(std::min<std::size_t>(some.size(), execute::kBreakerWindow));
  };
  const auto until = execute::breaker_open_until(most(all));
  if (!until || execute::breaker_open_until(most(all.first(all.size() - 1)))) return {};
  const NewEvent fact{.type = "alert.breaker_opened",
                      .occurred_at = transaction.now(),
                      .subject_type = "platform",
                      .subject_id = platform,
                      .source = "executor",
                      .payload = fmt::format(R"({{"platform":{},"until":{}}})", quoted(platform),
                                             quoted(format_time(*until)))};
  GV_TRY(ports.events.append(transaction, {&fact, 1}));
  return {};
}

}  // namespace

Result<void> tell_drift(const ExecutionPorts& ports, Transaction& transaction,
                        const AdChange& change, const ChangeValue& found) {
  auto record = record_of(change, {.found = found}, transaction.now());
  record.id = uuid_v5(fmt::format("drift|{}|{}", record.id, value_json(found)));
  GV_TRY(ports.history.append(transaction, record));
  const NewEvent fact{.type = "alert.drift",
                      .occurred_at = transaction.now(),
                      .subject_type = "change",
                      .subject_id = change.id,
                      .source = "executor",
                      .payload = payload_of(change, found)};
  GV_TRY(ports.events.append(transaction, {&fact, 1}));
  auto entry = entry_by(Actor{.id = "executor"}, "change.drift", "change", change.id);
  entry.after = fact.payload;
  GV_TRY(ports.audit.append(transaction, entry));
  return {};
}

Result<void> tell_change(const ExecutionPorts& ports, Transaction& transaction,
                         const AdChange& change, const AttemptFacts& attempt) {
  GV_TRY(ports.history.append(transaction, record_of(change, attempt, transaction.now())));
  const auto payload = payload_of(change, attempt.found);
  const auto action = fmt::format("change.{}", execute::to_text(change.state));
  const NewEvent fact{.type = action,
                      .occurred_at = transaction.now(),
                      .subject_type = "change",
                      .subject_id = change.id,
                      .source = "executor",
                      .payload = payload};
  GV_TRY(ports.events.append(transaction, {&fact, 1}));
  if (attempt.outage) GV_TRY(tell_breaker(ports, transaction, change.platform));
  auto entry = entry_by(Actor{.id = "executor"}, action, "change", change.id);
  entry.after = payload;
  GV_TRY(ports.audit.append(transaction, entry));
  return {};
}

Result<bool> leave_change(const ExecutionPorts& ports, Transaction& transaction, AdChange change,
                          const AttemptFacts& attempt) {
  const ChangeLease mine = change.lease;
  change.lease = {};
  const auto saved = ports.changes.save(transaction, mine, change);
  if (!saved && saved.error().code == ErrorCode::Conflict) return false;
  if (!saved) return tl::unexpected<Error>(saved.error());
  if (is_worth_telling(change, attempt)) {
    GV_TRY(tell_change(ports, transaction, change, attempt));
  }
  return true;
}

}  // namespace gv::app
