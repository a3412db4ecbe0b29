#include "app/execute/change_facts.h"

#include <algorithm>
#include <map>
#include <span>

#include "app/execute/active_window.h"
#include "app/execute/ad_pins.h"

namespace gv::app {
namespace {

constexpr Hours kBudgetsOf{25};  ///< the longest window of velocity, and a little
constexpr Millis kReadBackIn{5'000};

using Found = std::map<EntityRef, PlatformEntity>;

tl::expected<Found, execute::PlatformError> read_all(AdPlatform& platform,
                                                     const std::vector<EntityRef>& refs,
                                                     PlatformMood& mood, const AccountId& account,
                                                     TimePoint now) {
  Found found;
  const auto most = static_cast<std::size_t>(platform.batch_rules().entities_per_read);
  for (std::size_t at = 0; at < refs.size(); at += most) {
    const auto some = std::span(refs).subspan(at, std::min(most, refs.size() - at));
    const auto reply = platform.read_many(some);
    mood.told(account, std::string(platform.name()), reply.usage, now);
    if (!reply.result) return tl::unexpected(reply.result.error());
    for (const auto& entity : *reply.result) found[entity.ref] = entity;
  }
  return found;
}

bool is_update(const AdChange& change) { return change.type != ChangeType::Create; }

/// When a change that is not completed may be, at the earliest. A dead letter may be tried again.
TimePoint completed_from(const std::optional<AdChange>& change) {
  const bool lost =
      !change || (execute::is_end(change->state) && change->state != ChangeState::DeadLetter);
  return lost ? TimePoint::max() : change->not_before + kReadBackIn;
}

/// Where a budget lies that is not the thing's own; nothing: nowhere above.
std::optional<EntityRef> owner_of(const PlatformEntity& entity) {
  if (!entity.adset_id.empty()) return EntityRef{EntityLevel::AdSet, entity.adset_id};
  if (!entity.campaign_id.empty()) return EntityRef{EntityLevel::Campaign, entity.campaign_id};
  return std::nullopt;
}

bool lacks_budget(const ClaimedChange& claimed) {
  return claimed.change.type == ChangeType::Budget && claimed.facts.entity &&
         !claimed.facts.entity->daily_budget;
}

void fill(std::vector<ClaimedChange>& claimed, const Found& found) {
  for (auto& [change, facts] : claimed) {
    const auto at = found.find(facts.unit);
    if (!is_update(change) || at == found.end()) continue;
    facts.entity = at->second;
    if (change.campaign_id.empty()) change.campaign_id = at->second.campaign_id;
  }
}

/// When the account's active hours begin; nothing where they are now.
Result<std::optional<TimePoint>> closed_for(const ExecutionPorts& ports, Transaction& transaction) {
  GV_TRY(const auto settings, ports.settings.settings(transaction.scope().account()));
  const auto& hours = settings->execution.active_hours;
  if (!hours) return std::optional<TimePoint>{};
  GV_TRY(const auto account, ports.accounts.find(transaction));
  const auto zone = account ? account->time_zone : std::string("UTC");
  GV_TRY(const auto at, next_active(*hours, ports.zones, zone, transaction.now()));
  return at > transaction.now() ? std::optional(at) : std::nullopt;
}

}  // namespace

Result<void> name_made(AdChanges& changes, Transaction& transaction,
                       std::vector<ClaimedChange>& claimed) {
  for (auto& [change, facts] : claimed) {
    const auto maker = change_that_makes(change.entity.id);
    if (!is_update(change) || maker.empty()) continue;
    GV_TRY(const auto made, changes.find(transaction, maker));
    if (made && made->state == ChangeState::Completed) change.entity.id = made->entity.id;
  }
  return {};
}

tl::expected<void, execute::PlatformError> read_entities(AdPlatform& platform,
                                                         std::vector<ClaimedChange>& claimed,
                                                         PlatformMood& mood,
                                                         const AccountId& account, TimePoint now) {
  std::vector<EntityRef> refs;
  for (auto& [change, facts] : claimed) {
    facts.unit = change.entity;
    if (is_update(change)) refs.push_back(facts.unit);
  }
  // An ad, its ad set, its campaign: budgets lie at most two levels up.
  for (int level = 0; level < 3 && !refs.empty(); ++level) {
    std::sort(refs.begin(), refs.end());
    refs.erase(std::unique(refs.begin(), refs.end()), refs.end());
    const auto found = read_all(platform, refs, mood, account, now);
    if (!found) return tl::unexpected(found.error());
    fill(claimed, *found);
    refs.clear();
    for (auto& one : claimed) {
      if (!lacks_budget(one)) continue;
      const auto owner = owner_of(*one.facts.entity);
      if (!owner || *owner == one.facts.unit) continue;
      one.facts.unit = *owner;
      one.facts.entity.reset();
      refs.push_back(*owner);
    }
  }
  return {};
}

Result<void> read_known(const ExecutionPorts& ports, Transaction& transaction,
                        const std::vector<Hold>& holds, std::vector<ClaimedChange>& claimed) {
  GV_TRY(const auto pins, AdPins::in_force(ports, transaction));
  GV_TRY(const auto closed_until, closed_for(ports, transaction));
  for (auto& [change, facts] : claimed) {
    GV_TRY(facts.forbidden, pins.against(transaction, change));
    facts.closed_until = closed_until;
    facts.held = std::any_of(
        holds.begin(), holds.end(), [&change = change, &facts = facts](const Hold& hold) {
          return hold.stops(change.platform, change.campaign_id, change.entity.id) ||
                 hold.stops(change.platform, change.campaign_id, facts.unit.id);
        });
    const auto* made = std::get_if<NewEntity>(&change.requested);
    if (made != nullptr) {
      facts.parent_id = made->parent_id;
      facts.creative_id = made->creative_id;
    }
    for (const auto& id : change.depends_on) {
      GV_TRY(const auto before, ports.changes.find(transaction, id));
      const bool done = before && before->state == ChangeState::Completed;
      facts.dependencies_done = facts.dependencies_done && done;
      if (!done) facts.dependencies_at = std::max(facts.dependencies_at, completed_from(before));
      if (made != nullptr && done && made->parent_change == id) facts.parent_id = before->entity.id;
      if (made != nullptr && done && made->creative_change == id) {
        facts.creative_id = before->entity.id;
      }
    }
    if (change.type != ChangeType::Budget) continue;
    GV_TRY(facts.budgets, ports.ledger.budgets(transaction, change.platform, facts.unit,
                                               transaction.now() - kBudgetsOf));
  }
  return {};
}

}  // namespace gv::app
