#include "adapters/tiktok/entity.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "adapters/tiktok/amount.h"
#include "io/json/loose.h"

namespace gv::tiktok {
namespace {

using app::EntityLevel;
using app::EntityStatus;
using app::PlatformEntity;
using boost::json::object;

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kShared{
    {{"ENABLE", "ACTIVE"},
     {"DELIVERY_OK", "ACTIVE"},
     {"DISABLE", "PAUSED"},
     {"CAMPAIGN_DISABLE", "CAMPAIGN_PAUSED"},
     {"ADGROUP_DISABLE", "ADSET_PAUSED"},
     {"AUDIT", "PENDING_REVIEW"},
     {"AUDIT_DENY", "DISAPPROVED"},
     {"DELETE", "DELETED"}}};

std::string shared_word(const std::string& secondary) {
  constexpr std::string_view kMark = "_STATUS_";
  const auto mark = secondary.find(kMark);
  if (mark == std::string::npos) return secondary;
  for (const auto& [theirs, shared] : kShared) {
    if (secondary.substr(mark + kMark.size()) == theirs) return std::string(shared);
  }
  return secondary;
}

EntityStatus status_of(const object& from, const std::string& effective) {
  if (effective == "DELETED") return EntityStatus::Deleted;
  return json::text_of(from, "operation_status") == "ENABLE" ? EntityStatus::Active
                                                             : EntityStatus::Paused;
}

bool is_daily(std::string_view mode) {
  return mode == "BUDGET_MODE_DAY" || mode == "BUDGET_MODE_DYNAMIC_DAILY_BUDGET";
}

Result<std::optional<Money>> daily_budget(const object& from, const Currency& currency) {
  const auto* const budget = json::member(from, "budget");
  if (budget == nullptr || !is_daily(json::text_of(from, "budget_mode"))) return std::nullopt;
  GV_TRY(const auto money, read_amount(*budget, currency, "budget"));
  return money.minor() == 0 ? std::nullopt : std::optional(money);
}

/// Whether it can be shown; what does not say so can.
app::Readiness readiness_of(const object& video) {
  const auto status = json::text_of(video, "status");
  if (status == "PROCESSING") return app::Readiness::Processing;
  if (status == "FAILED") return app::Readiness::Failed;
  const auto* const shown = json::member(video, "displayable");
  const bool not_yet = shown != nullptr && shown->is_bool() && !shown->get_bool();
  return not_yet ? app::Readiness::Processing : app::Readiness::Ready;
}

}  // namespace

std::string_view word_of(EntityLevel level) {
  switch (level) {
    case EntityLevel::Campaign:
      return "campaign";
    case EntityLevel::AdSet:
      return "adgroup";
    case EntityLevel::Ad:
      return "ad";
    case EntityLevel::Video:
      return "video";
    case EntityLevel::Creative:
      break;
  }
  return "";
}

Result<TimePoint> read_time(std::string text, std::string_view where) {
  if (text.size() == 19 && text[10] == ' ') {
    text[10] = 'T';
    text += 'Z';
  }
  return parse_time(text, where);
}

Result<PlatformEntity> read_entity(const boost::json::value& value, EntityLevel level,
                                   const Currency& currency) {
  const auto* const from = value.if_object();
  const auto word = word_of(level);
  const auto id_field = fmt::format("{}_id", word);
  PlatformEntity entity{
      .ref = {level, from == nullptr ? std::string() : json::text_of(*from, id_field)}};
  if (entity.ref.id.empty()) return fail(ErrorCode::InvalidInput, id_field, "is missing");
  if (const auto created = read_time(json::text_of(*from, "create_time"), "create_time")) {
    entity.created_at = *created;
  }
  if (level == EntityLevel::Video) {
    entity.name = json::text_of(*from, "file_name");
    entity.readiness = readiness_of(*from);
    return entity;
  }
  entity.name = json::text_of(*from, fmt::format("{}_name", word));
  entity.effective_status = shared_word(json::text_of(*from, "secondary_status"));
  entity.status = status_of(*from, entity.effective_status);
  if (level != EntityLevel::Campaign) entity.campaign_id = json::text_of(*from, "campaign_id");
  if (level == EntityLevel::Ad) entity.adset_id = json::text_of(*from, "adgroup_id");
  if (level != EntityLevel::Ad) {
    GV_TRY(entity.daily_budget, daily_budget(*from, currency));
  }
  return entity;
}

}  // namespace gv::tiktok
