#include "app/tracking/match_inbound.h"

#include <string>

#include <fmt/format.h>

namespace gv::app {

Result<JobEffects> MatchInbound::work(const AccountScope& scope, const Job& job, const JobPulse&) {
  // Read into memory, where need be, before there is a transaction that would wait for it.
  GV_TRY(ports_.pipelines.pipelines(scope.account()));
  const std::string key = job.ordering_key.value_or("");
  const auto bar = key.find('|');
  if (bar == std::string::npos) {
    return fail(ErrorCode::InvalidInput, "ordering_key",
                "must be \"<event name>|<event id>\", got \"" + key + "\"");
  }
  return JobEffects(
      [this, key, bar](Transaction& transaction) -> Result<std::optional<std::string>> {
        const std::string_view text = key;
        GV_TRY(match(transaction, text.substr(0, bar), text.substr(bar + 1)));
        return std::optional<std::string>();
      });
}

Result<void> MatchInbound::match(Transaction& transaction, std::string_view name,
                                 std::string_view id) {
  GV_TRY(auto event, ports_.events.find(transaction, name, id));
  if (!event || event->status != "new") return {};
  const auto report = report_of(transaction.scope().account(), *event);
  if (!report) {
    event->status = "rejected";
    event->error = to_string(report.error());
    return ports_.events.settle(transaction, *event);
  }
  GV_TRY(ports_.attribute.take(transaction, *report));
  event->status = "matched";
  event->conversion_id = report->id;
  return ports_.events.settle(transaction, *event);
}

Result<ConversionReport> MatchInbound::report_of(const AccountId& account,
                                                 const InboundEvent& event) const {
  GV_TRY(const auto settings, ports_.settings.settings(account));
  GV_TRY(const auto payload, ports_.sealer.open(account, kInboundPayload, event.sealed_payload));
  GV_TRY(auto report, ports_.format.report(payload, settings->currency));
  report.id = fmt::format("capi:{}:{}", event.name, event.id);
  report.type = event.name;
  report.at = event.at;
  GV_TRY(check(report, event.at));
  return report;
}

}  // namespace gv::app
