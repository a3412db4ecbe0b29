#include <algorithm>

#include <fmt/format.h>

#include "app/execute/change_desk.h"
#include "base/hash.h"

namespace gv::app {
namespace {

using execute::ExecutionMode;
using execute::Priority;

std::string_view field_of(ChangeType type) {
  switch (type) {
    case ChangeType::Budget:
      return "daily_budget";
    case ChangeType::Status:
      return "status";
    case ChangeType::Create:
      break;
  }
  return "create";
}

Result<void> check_value(const ChangeRequest& request, const std::string& where) {
  const auto refuse = [&](std::string_view field, std::string message) {
    return fail(ErrorCode::InvalidInput, where + "." + std::string(field), std::move(message));
  };
  if (request.platform.empty()) return refuse("platform", "must be given");
  if (request.type != ChangeType::Create && request.entity.id.empty()) {
    return refuse("ad_entity_id", "must be given");
  }
  switch (request.type) {
    case ChangeType::Budget: {
      const auto* budget = std::get_if<std::int64_t>(&request.requested);
      if (budget == nullptr || *budget <= 0) {
        return refuse("requested_value",
                      "must be a daily budget above 0; pause it to spend nothing");
      }
      return {};
    }
    case ChangeType::Status: {
      const auto* status = std::get_if<EntityStatus>(&request.requested);
      const bool settable =
          status != nullptr && (*status == EntityStatus::Active || *status == EntityStatus::Paused);
      if (!settable) return refuse("requested_value", "must be active or paused");
      return {};
    }
    case ChangeType::Create:
      break;
  }
  const auto* made = std::get_if<NewEntity>(&request.requested);
  if (made == nullptr || made->name.empty()) return refuse("name", "must be given");
  return {};
}

execute::ChangeSketch sketch_of(const ChangeRequest& request) {
  execute::ChangeSketch sketch{.type = request.type};
  if (const auto* from = std::get_if<std::int64_t>(&request.current)) sketch.from_minor = *from;
  if (const auto* to = std::get_if<std::int64_t>(&request.requested)) sketch.to_minor = *to;
  const auto* status = std::get_if<EntityStatus>(&request.requested);
  sketch.activates = status != nullptr && *status == EntityStatus::Active;
  return sketch;
}

std::string value_text(const ChangeValue& value) {
  if (const auto* budget = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *budget);
  if (const auto* status = std::get_if<EntityStatus>(&value)) {
    return std::string(execute::to_text(*status));
  }
  const auto* made = std::get_if<NewEntity>(&value);
  if (made == nullptr) return "";
  return fmt::format("{}|{}|{}|{}", made->name, made->parent_id, made->parent_change, made->fields);
}

/// The same request is one change: of a decision for good, without one for as long as it could
/// wait.
std::string key_of_request(const ChangeRequest& request, const AccountId& account, Millis ttl,
                           TimePoint now) {
  const auto period = request.decision_id
                          ? *request.decision_id
                          : fmt::format("{}", now.time_since_epoch() / std::max(ttl, Millis{1}));
  return sha256_hex(fmt::format("{}|{}|{}|{}|{}|{}|{}", account.text(), request.platform,
                                execute::to_text(request.entity.level), request.entity.id,
                                field_of(request.type), value_text(request.requested), period));
}

}  // namespace

std::string change_id(const AccountId& account, std::string_view key) {
  return uuid_v5(fmt::format("change|{}|{}", account.text(), key));
}

Result<AdChange> change_of(const ChangeRequest& request, const AccountId& account,
                           const ExecutionSettings& settings, const Actor& actor, TimePoint now,
                           const std::string& where) {
  GV_TRY(check_value(request, where));
  const auto sketch = sketch_of(request);
  // What starts a thing waits as long as what makes it.
  const bool is_of_new = !change_that_makes(request.entity.id).empty();
  const auto ttl =
      request.type == ChangeType::Create || is_of_new ? settings.create_ttl : settings.change_ttl;
  AdChange change{
      .platform = request.platform,
      .entity = request.entity,
      .campaign_id = request.campaign_id,
      .type = request.type,
      .field = std::string(field_of(request.type)),
      .current = request.current,
      .expected_old = request.expected_old,
      .requested = request.requested,
      .priority = execute::priority_of(sketch),
      .plan_id = request.plan_id,
      .depends_on = request.depends_on,
      .dry_run = request.dry_run || settings.mode == ExecutionMode::Observe,
      .resumes = request.resumes,
      .not_before = request.not_before.value_or(now),
      .source = request.source,
      .triggered_by = actor.type + ":" + actor.id,
      .decision_id = request.decision_id,
      .confidence = request.confidence,
      .reason = request.reason,
      .key = request.key.empty() ? key_of_request(request, account, ttl, now) : request.key};
  change.id = change_id(account, change.key);
  if (request.type == ChangeType::Create) change.entity.id = id_until_made(change.id);
  // A kill does not run out: it is looked at again before it is sent.
  if (change.priority > Priority::Kill) change.expires_at = change.not_before + ttl;
  const bool asks =
      !change.dry_run && execute::needs_approval(settings.mode, sketch, settings.auto_limits,
                                                 settings.velocity.short_max_bp);
  if (asks) {
    change.state = ChangeState::AwaitingApproval;
    change.approval = Approval::Required;
  }
  return change;
}

}  // namespace gv::app
