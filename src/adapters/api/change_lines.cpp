#include "adapters/api/change_lines.h"

#include <cstddef>

namespace gv::api {
namespace {

static_assert(static_cast<int>(ChangeStatus::DeadLetter) ==
              static_cast<int>(app::ChangeState::DeadLetter));
static_assert(static_cast<int>(ApprovalStatus::Rejected) ==
              static_cast<int>(app::Approval::Rejected));
static_assert(static_cast<int>(ChangedEntity::Video) == static_cast<int>(app::EntityLevel::Video));
static_assert(static_cast<int>(ChangeKind::Create) == static_cast<int>(app::ChangeType::Create));
static_assert(static_cast<int>(DeliveryStatus::Deleted) ==
              static_cast<int>(app::EntityStatus::Deleted));

ChangeValueLine value_line(const app::ChangeValue& value) {
  ChangeValueLine line;
  if (const auto* budget = std::get_if<std::int64_t>(&value)) line.daily_budget = Amount{*budget};
  if (const auto* status = std::get_if<app::EntityStatus>(&value)) {
    line.status = static_cast<DeliveryStatus>(*status);
  }
  if (const auto* made = std::get_if<app::NewEntity>(&value)) line.name = made->name;
  return line;
}

std::optional<ChangeTroubleLine> trouble_line(const std::optional<app::ChangeTrouble>& trouble) {
  if (!trouble) return std::nullopt;
  return ChangeTroubleLine{.reason = trouble->reason,
                           .message = trouble->message,
                           .code = trouble->code,
                           .subcode = trouble->subcode};
}

std::optional<std::string> if_known(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

ChangeLine change_line(const app::AdChange& change) {
  ChangeLine line{.id = change.id,
                  .ad_entity_id = change.platform + ":" + change.entity.id,
                  .entity_type = static_cast<ChangedEntity>(change.entity.level),
                  .campaign_id = if_known(change.campaign_id),
                  .change_type = static_cast<ChangeKind>(change.type),
                  .current_value = value_line(change.current),
                  .requested_value = value_line(change.requested),
                  .status = static_cast<ChangeStatus>(change.state),
                  .approval = static_cast<ApprovalStatus>(change.approval),
                  .approved_by = change.approved_by,
                  .priority = static_cast<std::int64_t>(change.priority),
                  .plan_id = change.plan_id,
                  .tranche = change.tranche,
                  .depends_on = change.depends_on,
                  .dry_run = change.dry_run,
                  .not_before = change.not_before,
                  .expires_at = change.expires_at,
                  .source = change.source,
                  .triggered_by = change.triggered_by,
                  .decision_id = change.decision_id,
                  .reason = change.reason,
                  .attempts = change.attempts,
                  .sent_at = change.sent_at,
                  .trouble = trouble_line(change.trouble),
                  .created_at = change.created_at};
  if (change.outcome) line.outcome = execute::to_text(*change.outcome);
  return line;
}

ChangeRecordLine record_line(const app::ChangeRecord& record) {
  ChangeRecordLine line{.id = record.id,
                        .change_id = record.change_id,
                        .ad_entity_id = record.platform + ":" + record.entity.id,
                        .entity_type = static_cast<ChangedEntity>(record.entity.level),
                        .campaign_id = if_known(record.campaign_id),
                        .change_type = static_cast<ChangeKind>(record.type),
                        .old_value = value_line(record.old_value),
                        .new_value = value_line(record.new_value),
                        .status = static_cast<ChangeStatus>(record.state),
                        .triggered_by = record.triggered_by,
                        .reason = record.reason,
                        .trouble = trouble_line(record.trouble),
                        .started_at = record.started_at,
                        .ended_at = record.ended_at};
  if (record.change_share) line.change_percentage = PercentOnFixed{*record.change_share};
  if (record.took) line.took_ms = record.took->count();
  return line;
}

app::ChangeState state_of(ChangeStatus status) { return static_cast<app::ChangeState>(status); }
app::Approval approval_of(ApprovalStatus approval) { return static_cast<app::Approval>(approval); }
app::EntityLevel level_of(ChangedEntity entity) { return static_cast<app::EntityLevel>(entity); }

}  // namespace gv::api
