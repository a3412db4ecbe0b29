#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "core/revenue/deal_event.h"

namespace gv::hubspot {

/// The normalised form of a stage change, as tools between the CRM and us post it:
/// {dealId, stageTo, stageFrom?, tenantId, dealValue?, contactEmail?, occurredAt?}.
struct StageChange {
  AccountId account;  ///< tenantId
  DealId deal;
  std::string stage_to;
  std::string stage_from;                    ///< empty: not told
  std::optional<std::int64_t> amount_minor;  ///< in `currency`
  std::string contact_email;                 ///< in normal form; empty: not told
  TimePoint occurred_at{};
};

/// Reads one object. dealValue is major units of `currency`, rounded from its decimal text;
/// occurredAt milliseconds or RFC 3339, `now` when it is not told. Unknown members are ignored.
/// Errors: every bad field (InvalidInput), or what keeps the body from being read.
[[nodiscard]] tl::expected<StageChange, std::vector<Error>> read_stage_change(std::string_view body,
                                                                              Currency currency,
                                                                              TimePoint now);

/// The ledger's event. Deal, stage and time make its identity, so a repeated post changes nothing.
[[nodiscard]] revenue::DealEvent to_deal_event(const StageChange& change, Currency currency,
                                               TimePoint received_at);

}  // namespace gv::hubspot
