#pragma once

#include <cstdint>
#include <string_view>

namespace gv::revenue {

/// What an event did to a deal. Lower snake_case on the wire.
enum class EntryKind {
  Created,
  Advance,
  Regress,
  Won,
  Lost,
  Deleted,
  Merged,
  Refund,
  Revaluation,
  UnmappedStage,
  AmountChange,
  Reopen,
  Reattribution,
};
[[nodiscard]] std::string_view to_text(EntryKind kind);

/// Where a deal stands.
enum class DealStatus : std::uint8_t { None, Open, Won, Lost, Deleted, Merged };
[[nodiscard]] std::string_view to_text(DealStatus status);

}  // namespace gv::revenue
