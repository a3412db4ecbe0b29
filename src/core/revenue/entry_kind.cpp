#include "core/revenue/entry_kind.h"

namespace gv::revenue {

std::string_view to_text(EntryKind kind) {
  switch (kind) {
    case EntryKind::Created:
      return "created";
    case EntryKind::Advance:
      return "advance";
    case EntryKind::Regress:
      return "regress";
    case EntryKind::Won:
      return "won";
    case EntryKind::Lost:
      return "lost";
    case EntryKind::Deleted:
      return "deleted";
    case EntryKind::Merged:
      return "merged";
    case EntryKind::Refund:
      return "refund";
    case EntryKind::Revaluation:
      return "revaluation";
    case EntryKind::UnmappedStage:
      return "unmapped_stage";
    case EntryKind::AmountChange:
      return "amount_change";
    case EntryKind::Reopen:
      return "reopen";
    case EntryKind::Reattribution:
      return "reattribution";
  }
  return "";
}

std::string_view to_text(DealStatus status) {
  switch (status) {
    case DealStatus::None:
      return "none";
    case DealStatus::Open:
      return "open";
    case DealStatus::Won:
      return "won";
    case DealStatus::Lost:
      return "lost";
    case DealStatus::Deleted:
      return "deleted";
    case DealStatus::Merged:
      return "merged";
  }
  return "";
}

}  // namespace gv::revenue
