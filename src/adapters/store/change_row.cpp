#include "adapters/store/change_row.h"

#include <optional>

#include "adapters/store/change_values.h"

namespace gv::store {
namespace {

app::ChangeValue value_at(const sql::Row& row, int column) {
  return row.is_null(column) ? app::ChangeValue{} : change_value_of(row.text(column));
}

std::optional<app::ChangeOutcome> outcome_at(const sql::Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  for (const auto outcome : {app::ChangeOutcome::Applied, app::ChangeOutcome::AlreadyApplied,
                             app::ChangeOutcome::DryRun}) {
    if (execute::to_text(outcome) == row.text(column)) return outcome;
  }
  GV_CHECK(false);
  return std::nullopt;
}

void read_progress(const sql::Row& row, app::AdChange& out) {
  out.state = sound(execute::parse_change_state(row.text(16), "status"));
  out.outcome = outcome_at(row, 17);
  out.approval = sound(app::parse_approval(row.text(18), "approval"));
  out.approved_by = row.get<std::optional<std::string>>(19);
  out.approved_at = row.get<std::optional<TimePoint>>(20);
  out.not_before = row.time(21);
  out.expires_at = row.get<std::optional<TimePoint>>(22);
  out.lease = {.owner = row.get<std::optional<std::string>>(29).value_or(""),
               .token = row.integer(31),
               .until = row.get<std::optional<TimePoint>>(30)};
  out.attempts = row.get<int>(32);
  out.attempts_max = row.get<int>(33);
  out.sent_at = row.get<std::optional<TimePoint>>(34);
  out.read_back = value_at(row, 35);
  if (!row.is_null(36)) out.trouble = change_trouble_of(row.text(36));
  out.created_at = row.time(37);
}

}  // namespace

std::string_view to_text(app::ChangeType type) {
  switch (type) {
    case app::ChangeType::Budget:
      return "budget";
    case app::ChangeType::Status:
      return "status";
    case app::ChangeType::Create:
      break;
  }
  return "create";
}

app::ChangeType change_type_of(std::string_view text) {
  if (text == "budget") return app::ChangeType::Budget;
  return text == "status" ? app::ChangeType::Status : app::ChangeType::Create;
}

app::AdChange change_of(const sql::Row& row) {
  app::AdChange out{.id = row.get<std::string>(0),
                    .platform = row.get<std::string>(4),
                    .entity = {sound(execute::parse_entity_level(row.text(2), "entity_type")),
                               row.get<std::string>(1)},
                    .campaign_id = row.get<std::optional<std::string>>(3).value_or(""),
                    .type = change_type_of(row.text(5)),
                    .field = row.get<std::string>(6),
                    .current = value_at(row, 7),
                    .expected_old = value_at(row, 8),
                    .requested = value_at(row, 9),
                    .priority = static_cast<execute::Priority>(row.get<int>(10)),
                    .plan_id = row.get<std::optional<std::string>>(11),
                    .tranche = row.get<int>(12),
                    .depends_on = ids_of(row.text(13)),
                    .dither_factor = row.get<std::optional<double>>(14),
                    .dry_run = row.boolean(15),
                    .resumes = row.boolean(38),
                    .source = row.get<std::string>(23),
                    .triggered_by = row.get<std::string>(24),
                    .decision_id = row.get<std::optional<std::string>>(25),
                    .confidence = row.get<std::optional<double>>(26),
                    .reason = row.get<std::optional<std::string>>(27).value_or(""),
                    .key = row.get<std::string>(28)};
  read_progress(row, out);
  return out;
}

}  // namespace gv::store
