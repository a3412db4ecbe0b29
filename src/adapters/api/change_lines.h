#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/wire_types.h"
#include "app/ports/change_history.h"

namespace gv::api {

enum class ChangedEntity { Campaign, Adset, Ad, Creative, Video };
BOOST_DESCRIBE_ENUM(ChangedEntity, Campaign, Adset, Ad, Creative, Video)

enum class ChangeKind { Budget, Status, Create };
BOOST_DESCRIBE_ENUM(ChangeKind, Budget, Status, Create)

enum class DeliveryStatus { Active, Paused, Archived, Deleted };
BOOST_DESCRIBE_ENUM(DeliveryStatus, Active, Paused, Archived, Deleted)

enum class ChangeStatus {
  AwaitingApproval,
  Pending,
  Claimed,
  Executing,
  Verifying,
  Completed,
  Rejected,
  Superseded,
  Expired,
  Cancelled,
  Conflict,
  DeadLetter
};
BOOST_DESCRIBE_ENUM(ChangeStatus, AwaitingApproval, Pending, Claimed, Executing, Verifying,
                    Completed, Rejected, Superseded, Expired, Cancelled, Conflict, DeadLetter)

enum class ApprovalStatus { None, Required, Approved, Rejected };
BOOST_DESCRIBE_ENUM(ApprovalStatus, None, Required, Approved, Rejected)

/// A budget or a status, whichever the change is about; neither: not known, or a thing to make.
struct ChangeValueLine {
  std::optional<Amount> daily_budget;
  std::optional<DeliveryStatus> status;
  std::optional<std::string> name;  ///< of a thing to make
};
BOOST_DESCRIBE_STRUCT(ChangeValueLine, (), (daily_budget, status, name))

/// Why a change is not done yet, or never will be.
struct ChangeTroubleLine {
  std::string reason;
  std::string message;
  std::int64_t code{0};  ///< of the platform; 0: none
  std::int64_t subcode{0};
};
BOOST_DESCRIBE_STRUCT(ChangeTroubleLine, (), (reason, message, code, subcode))

struct ChangeLine {
  std::string id;
  std::string ad_entity_id;  ///< "<platform>:<platform id>"
  ChangedEntity entity_type{ChangedEntity::Ad};
  std::optional<std::string> campaign_id;
  ChangeKind change_type{ChangeKind::Budget};
  ChangeValueLine current_value;
  ChangeValueLine requested_value;
  ChangeStatus status{ChangeStatus::Pending};
  std::optional<std::string>
      outcome;  ///< of a completed one: "applied", "already_applied", "dry_run"
  ApprovalStatus approval{ApprovalStatus::None};
  std::optional<std::string> approved_by;
  std::int64_t priority{0};  ///< 0 emergency, 1 pause, 2 reduction, 4 increase, 5 create
  std::optional<std::string> plan_id;
  std::int64_t tranche{0};
  std::vector<std::string> depends_on;
  bool dry_run{false};
  TimePoint not_before;
  std::optional<TimePoint> expires_at;
  std::string source;
  std::string triggered_by;
  std::optional<std::string> decision_id;
  std::string reason;
  std::int64_t attempts{0};
  std::optional<TimePoint> sent_at;
  std::optional<ChangeTroubleLine> trouble;
  TimePoint created_at;
};
BOOST_DESCRIBE_STRUCT(ChangeLine, (),
                      (id, ad_entity_id, entity_type, campaign_id, change_type, current_value,
                       requested_value, status, outcome, approval, approved_by, priority, plan_id,
                       tranche, depends_on, dry_run, not_before, expires_at, source, triggered_by,
                       decision_id, reason, attempts, sent_at, trouble, created_at))

/// One attempt at a change, or its end.
struct ChangeRecordLine {
  std::string id;
  std::string change_id;
  std::string ad_entity_id;
  ChangedEntity entity_type{ChangedEntity::Ad};
  std::optional<std::string> campaign_id;
  ChangeKind change_type{ChangeKind::Budget};
  ChangeValueLine old_value;
  ChangeValueLine new_value;
  std::optional<PercentOnFixed> change_percentage;
  ChangeStatus status{ChangeStatus::Completed};
  std::string triggered_by;
  std::string reason;
  std::optional<ChangeTroubleLine> trouble;
  std::optional<TimePoint> started_at;  ///< none: nothing was sent
  TimePoint ended_at;
  std::optional<std::int64_t> took_ms;
};
BOOST_DESCRIBE_STRUCT(ChangeRecordLine, (),
                      (id, change_id, ad_entity_id, entity_type, campaign_id, change_type,
                       old_value, new_value, change_percentage, status, triggered_by, reason,
                       trouble, started_at, ended_at, took_ms))

/// As lists show them: with what the platform calls the thing; none where it is not known there.
struct ListedChange : ChangeLine {
  std::optional<std::string> entity_name;
};
BOOST_DESCRIBE_STRUCT(ListedChange, (ChangeLine), (entity_name))
struct ListedChangeRecord : ChangeRecordLine {
  std::optional<std::string> entity_name;
};
BOOST_DESCRIBE_STRUCT(ListedChangeRecord, (ChangeRecordLine), (entity_name))

[[nodiscard]] ChangeLine change_line(const app::AdChange& change);
[[nodiscard]] ChangeRecordLine record_line(const app::ChangeRecord& record);

/// The enumerators of both sides have one order.
[[nodiscard]] app::ChangeState state_of(ChangeStatus status);
[[nodiscard]] app::Approval approval_of(ApprovalStatus approval);
[[nodiscard]] app::EntityLevel level_of(ChangedEntity entity);

}  // namespace gv::api
