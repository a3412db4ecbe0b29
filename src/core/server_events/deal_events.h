#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "core/revenue/deal_fold.h"

namespace gv::server_events {

/// What a platform is told when a deal enters a stage; empty: nothing (a lost deal). A won deal is
/// "Purchase", "lead" is "Lead"; a stage that has a standard event of Meta's gets that, every other
/// one is a custom event of its own name: "show_up" is "ShowUp". Prior.
[[nodiscard]] std::string event_name_of(const revenue::Stage& stage);

/// A stage event of a deal, and what it tells.
struct StageEvent {
  std::string event_key;  ///< of the CRM's event
  std::string name;
  TimePoint at{};
  /// Of a purchase, minor units of the pipeline's currency. Other stages have none: the platform
  /// would count the same sale several times.
  std::optional<std::int64_t> value_minor{};
  bool entered{true};  ///< false: the deal was in this stage already
};

/// The stage events of a deal, in the order of the fold; held and unmapped ones are left out. O(k)
/// for a deal that is won once.
[[nodiscard]] std::vector<StageEvent> stage_events(const revenue::PipelineHistory& history,
                                                   const revenue::DealFold& fold);

/// sha256_hex("account|crm|deal|name|occurrence"), its first 32 digits: the platform counts what
/// comes twice under one name and id once. `occurrence`: 1 for the first of that name, 2, ...
[[nodiscard]] std::string deal_event_id(const AccountId& account, std::string_view crm,
                                        std::string_view deal, std::string_view name,
                                        int occurrence);

/// Platforms take events of the last seven days and refuse a whole request for an older one. An
/// hour is kept for the way.
inline constexpr Millis kEventLife{Hours{7 * 24 - 1}};
[[nodiscard]] inline bool is_expired(TimePoint at, TimePoint now) { return at < now - kEventLife; }

}  // namespace gv::server_events
