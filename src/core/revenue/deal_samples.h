#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/revenue/deal_event.h"
#include "core/revenue/ledger.h"
#include "core/revenue/presets.h"

namespace gv::revenue {

/// What the tests of this folder share: one deal of the `ptd_fitness` preset in AED.
inline const Currency kAed = *Currency::parse("AED", "currency");

inline PipelineConfig fitness() { return *preset("ptd_fitness", kAed, std::nullopt); }

inline TimePoint day(double days) {
  return TimePoint(Millis(static_cast<std::int64_t>(days * 8.64e7)));
}

/// A change of stage, told when it happened. Its key follows from what it says.
inline DealEvent stage_event(double at, std::string stage,
                             std::optional<std::int64_t> amount = std::nullopt) {
  return DealEvent{.event_key = "stage|" + stage + "|" + std::to_string(at),
                   .account = AccountId("account"),
                   .crm = "hubspot",
                   .deal = DealId("deal"),
                   .stage = std::move(stage),
                   .amount_minor = amount,
                   .occurred_at = day(at),
                   .received_at = day(at)};
}

inline DealEvent event_of_type(double at, DealEventType type,
                               std::optional<std::int64_t> amount = std::nullopt) {
  DealEvent event = stage_event(at, "", amount);
  event.type = type;
  event.event_key = std::string(to_text(type)) + "|" + std::to_string(at);
  return event;
}

inline std::vector<std::int64_t> deltas_of(const DealFold& fold) {
  std::vector<std::int64_t> deltas;
  for (const FoldStep& step : fold.steps) deltas.push_back(step.delta_minor);
  return deltas;
}

}  // namespace gv::revenue
