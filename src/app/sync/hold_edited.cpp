#include "app/sync/hold_edited.h"

#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/hash.h"

namespace gv::app {
namespace {

constexpr Hours kHeldAfterEdit{24};
constexpr Days kStatusesBack{90};

/// Looks through one snapshot for what is not ours.
class Edits {
 public:
  Edits(Transaction& transaction, const PlatformSnapshot& seen, const EditPorts& ports)
      : transaction_(transaction), seen_(seen), ports_(ports) {}

  Result<void> read_in_flight() {
    GV_TRY(const auto all, ports_.changes.in_flight(transaction_));
    for (const auto& change : all) {
      if (change.platform == seen_.platform) in_flight_.insert(change.entity);
    }
    return {};
  }

  Result<void> look_at_budget(const PlatformEntity& entity) {
    if (!entity.daily_budget || in_flight_.contains(entity.ref)) return {};
    GV_TRY(const auto known,
           ports_.ledger.budgets(transaction_, seen_.platform, entity.ref, seen_.as_of));
    const auto now_minor = entity.daily_budget->minor();
    if (!known.empty()) {
      const auto& newest = known.back();
      if (newest.at >= seen_.as_of || newest.daily_minor == now_minor) return {};
      GV_TRY(hold(entity.ref, format_time(seen_.as_of)));
    }
    return ports_.ledger.add_budget(transaction_, {.platform = seen_.platform,
                                                   .unit = entity.ref,
                                                   .from = seen_.as_of,
                                                   .daily_minor = now_minor});
  }

  Result<void> look_at_statuses() {
    GV_TRY(const auto set, ports_.changes.statuses_set(transaction_, seen_.as_of - kStatusesBack));
    std::set<std::string> running;
    for (const auto& ad : seen_.ads) {
      if (ad.entity.status == EntityStatus::Active && !in_flight_.contains(ad.entity.ref)) {
        running.insert(seen_.platform + ":" + ad.entity.ref.id);
      }
    }
    for (const auto& last : set) {  // newest first: the first of an ad is the one in force
      if (running.erase(last.ad_id) == 0) continue;
      if (last.status != EntityStatus::Paused || last.at >= seen_.as_of) continue;
      const auto id = last.ad_id.substr(last.ad_id.find(':') + 1);
      GV_TRY(hold({EntityLevel::Ad, id}, format_time(last.at)));
    }
    return {};
  }

 private:
  /// Once for the same `mark`. What a decision that did not know of the edit still wants of it
  /// comes to nothing.
  Result<void> hold(const EntityRef& ref, const std::string& mark) {
    GV_TRY(const auto waiting, ports_.changes.waiting(transaction_, seen_.platform, ref.id));
    for (const auto& change : waiting) {
      if (change.entity != ref || change.source != "decision") continue;
      GV_TRY(ports_.changes.move(transaction_, change.id, ChangeMove::Supersede, "sync"));
    }
    const auto key = fmt::format("edit-hold|{}|{}|{}|{}|{}", transaction_.scope().account().text(),
                                 seen_.platform, execute::to_text(ref.level), ref.id, mark);
    return ports_.holds.engage(transaction_, {.id = uuid_v5(key),
                                              .scope = HoldScope::Ad,
                                              .target = seen_.platform + ":" + ref.id,
                                              .reason = "Someone else edited it.",
                                              .engaged_by = "sync",
                                              .expires_at = transaction_.now() + kHeldAfterEdit});
  }

  Transaction& transaction_;
  const PlatformSnapshot& seen_;
  const EditPorts& ports_;
  std::set<EntityRef> in_flight_;
};

}  // namespace

Result<void> hold_edited(Transaction& transaction, const PlatformSnapshot& seen,
                         const EditPorts& ports) {
  Edits edits(transaction, seen, ports);
  GV_TRY(edits.read_in_flight());
  for (const auto* things : {&seen.campaigns, &seen.adsets}) {
    for (const auto& thing : *things) GV_TRY(edits.look_at_budget(thing.entity));
  }
  return edits.look_at_statuses();
}

}  // namespace gv::app
