#include "adapters/meta/entity.h"

#include "core/execute/money_units.h"
#include "io/json/loose.h"

namespace gv::meta {
namespace {

using app::EntityLevel;
using app::EntityStatus;

EntityStatus status_of(std::string_view text) {
  if (text == "ACTIVE") return EntityStatus::Active;
  if (text == "ARCHIVED") return EntityStatus::Archived;
  return text == "DELETED" ? EntityStatus::Deleted : EntityStatus::Paused;
}

/// "2026-12-01T00:00:00+0000" is RFC 3339 but for the colon of its offset.
std::optional<TimePoint> time_of(std::string text) {
  if (text.size() > 5 && (text[text.size() - 5] == '+' || text[text.size() - 5] == '-')) {
    text.insert(text.size() - 2, ":");
  }
  const auto time = parse_time(text, "created_time");
  return time ? std::optional(*time) : std::nullopt;
}

Result<std::optional<Money>> budget_of(const boost::json::object& from, const Currency& currency) {
  const auto units = json::whole_of(from, "daily_budget");
  if (!units || *units == 0) return std::nullopt;
  GV_TRY(const auto minor, execute::from_meta_units(*units, currency, "daily_budget"));
  return Money(minor, currency);
}

app::Readiness readiness_of(const boost::json::object& video) {
  const auto* const status = json::object_of(video, "status");
  const auto text = status == nullptr ? "" : json::text_of(*status, "video_status");
  if (text == "ready") return app::Readiness::Ready;
  const bool lost = text == "error" || text == "expired" || text == "upload_failed";
  return lost ? app::Readiness::Failed : app::Readiness::Processing;
}

}  // namespace

std::string_view edge_of(EntityLevel level) {
  switch (level) {
    case EntityLevel::Campaign:
      return "campaigns";
    case EntityLevel::AdSet:
      return "adsets";
    case EntityLevel::Ad:
      return "ads";
    case EntityLevel::Creative:
      return "adcreatives";
    case EntityLevel::Video:
      return "advideos";
  }
  return "";
}

std::string_view fields_of(EntityLevel level) {
  switch (level) {
    case EntityLevel::Campaign:
      return "id,name,status,effective_status,daily_budget,created_time";
    case EntityLevel::AdSet:
      return "id,name,status,effective_status,daily_budget,created_time,campaign_id,"
             "learning_stage_info";
    case EntityLevel::Ad:
      return "id,name,status,effective_status,created_time,campaign_id,adset_id";
    case EntityLevel::Creative:
      return "id,name,status";
    case EntityLevel::Video:
      return "id,title,status,created_time";
  }
  return "";
}

std::string_view status_text(EntityStatus status) {
  switch (status) {
    case EntityStatus::Active:
      return "ACTIVE";
    case EntityStatus::Paused:
      return "PAUSED";
    case EntityStatus::Archived:
      return "ARCHIVED";
    case EntityStatus::Deleted:
      return "DELETED";
  }
  return "";
}

Result<app::PlatformEntity> read_entity(const boost::json::value& value, EntityLevel level,
                                        const Currency& currency) {
  const auto* const from = value.if_object();
  app::PlatformEntity entity{
      .ref = {level, from == nullptr ? std::string() : json::text_of(*from, "id")}};
  if (entity.ref.id.empty()) return fail(ErrorCode::InvalidInput, "id", "is missing");
  entity.name = json::text_of(*from, "name");
  entity.status = status_of(json::text_of(*from, "status"));
  entity.effective_status = json::text_of(*from, "effective_status");
  entity.campaign_id = json::text_of(*from, "campaign_id");
  entity.adset_id = json::text_of(*from, "adset_id");
  entity.created_at = time_of(json::text_of(*from, "created_time"));
  if (const auto* const stage = json::object_of(*from, "learning_stage_info")) {
    entity.learning = json::text_of(*stage, "status") == "LEARNING";
  }
  GV_TRY(entity.daily_budget, budget_of(*from, currency));
  if (level == EntityLevel::Video) {
    entity.name = json::text_of(*from, "title");
    entity.readiness = readiness_of(*from);
  }
  return entity;
}

}  // namespace gv::meta
