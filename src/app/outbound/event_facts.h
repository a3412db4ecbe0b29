#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/server_events/user_data.h"

namespace gv::app {

/// What an event waits with in the outbox, sealed: enough to make it when it is sent. Of a deal it
/// says which conversion tells whose it is, so that what a person had erased meanwhile is gone;
/// what a server told of a person is in it.
struct EventFacts {
  std::string conversion_id{};  ///< "deal:hubspot:123"; empty: `person` says it
  server_events::PersonFields person{};
  std::string action_source{"system_generated"};
  std::string source_url{};
  std::optional<std::int64_t> value_minor{};
  std::string currency{};     ///< of the value
  std::string custom_data{};  ///< JSON object in one line; empty: none
  bool limited_use{false};
  friend bool operator==(const EventFacts&, const EventFacts&) = default;
};

/// Where it is sealed for.
inline constexpr std::string_view kOutboxPayload = "capi_outbox.payload_enc";

/// A line each. No text has an end of line in it.
[[nodiscard]] std::string text_of(const EventFacts& facts);
/// The way back; lines of other names are left out. Errors: UnusableInput for an amount that is
/// none.
[[nodiscard]] Result<EventFacts> facts_in(std::string_view text);

}  // namespace gv::app
