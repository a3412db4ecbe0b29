#include "core/server_events/deal_events.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/hash.h"

namespace gv::server_events {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kStandardEvents{
    {{"appointment_scheduled", "Schedule"},
     {"appointmentscheduled", "Schedule"},
     {"initiated_checkout", "InitiateCheckout"},
     {"marketing_qualified_lead", "Lead"}}};
constexpr std::size_t kIdDigits = 32;

/// "show_up" as "ShowUp".
std::string pascal_case(std::string_view key) {
  std::string name;
  bool starts = true;
  for (const char c : key) {
    const bool lower = c >= 'a' && c <= 'z';
    if (c != '_') name += starts && lower ? static_cast<char>(c - 'a' + 'A') : c;
    starts = c == '_';
  }
  return name;
}

const revenue::Stage* stage_in(const revenue::PipelineHistory& history,
                               const revenue::DealState& state) {
  if (state.stage == revenue::kNoStage) return nullptr;
  return &history[state.version_index].stages()[static_cast<std::size_t>(state.stage)];
}

/// What the deal that is won at `steps[won]` was sold for: its amount often comes a moment later. A
/// refund is no other price.
std::int64_t price_of(std::span<const revenue::FoldStep> steps, std::size_t won) {
  std::int64_t price = steps[won].after.target_minor;
  for (const auto& step : steps.subspan(won + 1)) {
    if (step.after.status != revenue::DealStatus::Won) break;
    if (step.kind == revenue::EntryKind::Refund) break;
    price = step.after.target_minor;
  }
  return price;
}

}  // namespace

std::string event_name_of(const revenue::Stage& stage) {
  if (stage.kind == revenue::StageKind::Won) return "Purchase";
  if (stage.kind == revenue::StageKind::Lost) return {};
  const auto* const standard =
      std::find_if(kStandardEvents.begin(), kStandardEvents.end(),
                   [&](const auto& entry) { return entry.first == stage.key; });
  if (standard != kStandardEvents.end()) return std::string(standard->second);
  return pascal_case(stage.key);
}

std::vector<StageEvent> stage_events(const revenue::PipelineHistory& history,
                                     const revenue::DealFold& fold) {
  constexpr std::uint16_t kUntold =
      revenue::kUnmapped | revenue::kPendingFx | revenue::kFutureEvent;
  std::vector<StageEvent> events;
  for (std::size_t i = 0; i < fold.steps.size(); ++i) {
    const auto& step = fold.steps[i];
    const auto* const stage = stage_in(history, step.after);
    const bool tells = step.event->type == revenue::DealEventType::Stage && stage != nullptr &&
                       (step.flags & kUntold) == 0;
    if (!tells) continue;
    StageEvent event{.event_key = step.event->event_key,
                     .name = event_name_of(*stage),
                     .at = step.event->occurred_at};
    if (event.name.empty()) continue;
    if (stage->kind == revenue::StageKind::Won) event.value_minor = price_of(fold.steps, i);
    const auto* const before = stage_in(history, step.before);
    event.entered = before == nullptr || before->key != stage->key;
    events.push_back(std::move(event));
  }
  return events;
}

std::string deal_event_id(const AccountId& account, std::string_view crm, std::string_view deal,
                          std::string_view name, int occurrence) {
  const auto text = fmt::format("{}|{}|{}|{}|{}", account.text(), crm, deal, name, occurrence);
  return sha256_hex(text).substr(0, kIdDigits);
}

}  // namespace gv::server_events
