#include "app/execute/judge_change.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/hash.h"

namespace gv::app {
namespace {

using execute::Priority;

constexpr std::size_t kTokenDigits = 12;
constexpr Millis kHeldFor{300'000};       ///< until a hold is looked at again
constexpr Millis kDependencyFor{30'000};  ///< until dependencies are looked at again, at least
constexpr Hours kLearningEvery{24};
constexpr Millis kJustBefore{1};
/// A decision is acted on at most so long after it was made.
constexpr Hours kDecidedBefore{6};

Judgement wait(TimePoint until, std::string reason, std::string message) {
  return {.verdict = Verdict::Wait,
          .until = until,
          .trouble = ChangeTrouble{.reason = std::move(reason), .message = std::move(message)}};
}

Judgement end(Verdict verdict, std::string reason, std::string message) {
  return {.verdict = verdict,
          .trouble = ChangeTrouble{.reason = std::move(reason), .message = std::move(message)}};
}

std::string spoken(const ChangeValue& value) {
  if (const auto* budget = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *budget);
  if (const auto* status = std::get_if<EntityStatus>(&value)) {
    return std::string(execute::to_text(*status));
  }
  return "unknown";
}

bool is_pause_by_hand(const AdChange& change) {
  return change.source == "user" && change.requested == ChangeValue(EntityStatus::Paused);
}

std::optional<Judgement> guarded(const AdChange& change, const ChangeFacts& facts,
                                 const ExecutionSettings& settings, TimePoint now) {
  if (change.expires_at && *change.expires_at <= now) {
    return end(Verdict::Expired, "expired", "It was not sent before its time ran out.");
  }
  if (change.priority == Priority::Emergency) return std::nullopt;
  if (facts.forbidden) return Judgement{.verdict = Verdict::Forbidden, .trouble = facts.forbidden};
  if (facts.held) return wait(now + kHeldFor, "held", "A hold stops it.");
  if (settings.mode == execute::ExecutionMode::Observe && !change.dry_run) {
    return wait(now + kHeldFor, "held", "The account only rehearses changes now.");
  }
  if (!facts.dependencies_done) {
    const TimePoint at = std::max(now + kDependencyFor, facts.dependencies_at);
    return wait(std::min(at, change.expires_at.value_or(now + kHeldFor)), "dependency",
                "It waits for changes that come before it.");
  }
  if (facts.closed_until && !change.dry_run && !is_pause_by_hand(change)) {
    auto closed = wait(*facts.closed_until, "active_hours",
                       fmt::format("Outside of the account's active hours, which begin at {}.",
                                   format_time(*facts.closed_until)));
    closed.prolongs = true;
    return closed;
  }
  return std::nullopt;
}

/// What was rehearsed is done and was never made: neither is there anything of it.
std::optional<Judgement> of_unmade(const AdChange& change, const ChangeFacts& facts) {
  const bool unmade_itself =
      change.type != ChangeType::Create && !change_that_makes(change.entity.id).empty();
  const bool in_unmade =
      !change_that_makes(facts.parent_id).empty() || !change_that_makes(facts.creative_id).empty();
  // A platform cannot check a video without being sent it.
  const bool is_video =
      change.type == ChangeType::Create && change.entity.level == EntityLevel::Video;
  if (change.dry_run && (unmade_itself || in_unmade || is_video)) {
    return Judgement{.verdict = Verdict::Rehearsed};
  }
  if (!unmade_itself && !in_unmade) return std::nullopt;
  return end(Verdict::GiveUp, "dependency", "What it belongs to was rehearsed and not made.");
}

Judgement creation(const AdChange& change, const ChangeFacts& facts,
                   const ExecutionSettings& settings, Currency currency) {
  const auto& made = std::get<NewEntity>(change.requested);
  if (made.daily_budget_minor) {
    const auto budget = *made.daily_budget_minor;
    const auto allowed = execute::check_caps(budget, budget, settings.caps);
    if (!allowed) return end(Verdict::GiveUp, "cap", to_string(allowed.error()));
  }
  CreateEntity create{.level = change.entity.level,
                      .name = made.name + " " + name_token(change),
                      .parent_id = facts.parent_id,
                      .creative_id = facts.creative_id,
                      .fields = made.fields};
  if (made.daily_budget_minor) create.daily_budget = Money(*made.daily_budget_minor, currency);
  return {.verdict = Verdict::Send, .operation = create};
}

/// Whether what was found is a budget that we set ourselves since the change was decided.
bool set_by_us(const AdChange& change, const ChangeFacts& facts, const ChangeValue& found) {
  if (change.type != ChangeType::Budget || facts.budgets.empty()) return false;
  const auto& newest = facts.budgets.back();
  return found == ChangeValue(newest.daily_minor) &&
         newest.at >= change.created_at - kDecidedBefore;
}

/// Once a day in the learning phase, so that it ends.
std::optional<Judgement> in_learning(const AdChange& change, const ChangeFacts& facts,
                                     TimePoint now) {
  if (!facts.entity->learning || change.priority < Priority::Increase) return std::nullopt;
  if (facts.budgets.size() < 2) return std::nullopt;
  const TimePoint free = facts.budgets.back().at + kLearningEvery;
  if (free <= now) return std::nullopt;
  return wait(free, "learning_phase", "The platform is learning: one increase a day.");
}

Judgement budget_edit(const AdChange& change, const ChangeFacts& facts,
                      const ExecutionSettings& settings, Currency currency, TimePoint now) {
  const auto target = std::get<std::int64_t>(change.requested);
  const auto allowed = execute::check_caps(target, target, settings.caps);
  if (!allowed) return end(Verdict::GiveUp, "cap", to_string(allowed.error()));
  if (auto learning = in_learning(change, facts, now)) return *std::move(learning);
  const auto found = facts.entity->daily_budget->minor();
  const UpdateEntity whole{.entity = facts.unit, .daily_budget = Money(target, currency)};
  // What runs nowhere falls at once: a pause ends the windows of velocity.
  if (change.resumes && target < found) return {.verdict = Verdict::Send, .operation = whole};
  auto plan =
      execute::plan_tranches(with_found(facts.budgets, found, now), now, target, settings.velocity);
  if (plan.tranches.empty()) {
    return end(Verdict::GiveUp, "velocity",
               fmt::format("A budget of {} minor units cannot move by whole units.", found));
  }
  const auto& first = plan.tranches.front();
  if (first.at > now) {
    return wait(first.at, "velocity", "The budget moved as far as it may for now.");
  }
  // A rehearsal shows the edit that would go out now: nothing would follow it.
  if (first.daily_minor != target && !change.dry_run) {
    return {.verdict = Verdict::Split, .tranches = std::move(plan)};
  }
  return {.verdict = Verdict::Send,
          .operation = UpdateEntity{.entity = facts.unit,
                                    .daily_budget = Money(first.daily_minor, currency)}};
}

}  // namespace

std::string name_token(const AdChange& change) {
  return "gv:" + sha256_hex(change.key).substr(0, kTokenDigits);
}

ChangeValue value_on(const AdChange& change, const PlatformEntity& entity) {
  switch (change.type) {
    case ChangeType::Budget:
      if (!entity.daily_budget) return std::monostate{};
      return entity.daily_budget->minor();
    case ChangeType::Status:
      return entity.status;
    case ChangeType::Create:
      break;
  }
  return change.requested;
}

bool is_as_requested(const AdChange& change, const PlatformEntity& entity) {
  return value_on(change, entity) == change.requested;
}

std::vector<belief::BudgetStep> with_found(std::vector<belief::BudgetStep> known,
                                           std::int64_t found_minor, TimePoint now) {
  if (!known.empty() && known.back().daily_minor == found_minor) return known;
  TimePoint at = now - kJustBefore;
  if (!known.empty()) at = std::max(at, known.back().at);
  known.push_back({at, found_minor});
  return known;
}

Judgement judge(const AdChange& change, const ChangeFacts& facts, const ExecutionSettings& settings,
                Currency currency, TimePoint now) {
  if (auto stopped = guarded(change, facts, settings, now)) return *std::move(stopped);
  if (auto unmade = of_unmade(change, facts)) return *std::move(unmade);
  if (change.type == ChangeType::Create) return creation(change, facts, settings, currency);
  if (!facts.entity) {
    return end(Verdict::GiveUp, "missing",
               fmt::format("The platform has no {} {}.", execute::to_text(change.entity.level),
                           change.entity.id));
  }
  const auto found = value_on(change, *facts.entity);
  if (std::holds_alternative<std::monostate>(found)) {
    return end(Verdict::GiveUp, "invalid", "It has no daily budget of its own on the platform.");
  }
  if (change.type == ChangeType::Budget && facts.entity->daily_budget->currency() != currency) {
    return end(Verdict::GiveUp, "currency_mismatch",
               fmt::format("The account has {}, the platform {}.", currency.code(),
                           facts.entity->daily_budget->currency().code()));
  }
  if (found == change.requested) return {.verdict = Verdict::Done};
  const bool expected = std::holds_alternative<std::monostate>(change.expected_old) ||
                        found == change.expected_old || set_by_us(change, facts, found);
  if (!expected) {
    return end(Verdict::Conflict, "conflict",
               fmt::format("It is {}, where {} was expected.", spoken(found),
                           spoken(change.expected_old)));
  }
  if (change.type == ChangeType::Budget) return budget_edit(change, facts, settings, currency, now);
  return {.verdict = Verdict::Send,
          .operation = UpdateEntity{.entity = facts.unit,
                                    .status = std::get<EntityStatus>(change.requested)}};
}

}  // namespace gv::app
