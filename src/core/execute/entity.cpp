#include "core/execute/entity.h"

#include <string>

namespace gv::execute {

std::string_view to_text(EntityLevel level) {
  switch (level) {
    case EntityLevel::Campaign:
      return "campaign";
    case EntityLevel::AdSet:
      return "adset";
    case EntityLevel::Ad:
      return "ad";
    case EntityLevel::Creative:
      return "creative";
    case EntityLevel::Video:
      break;
  }
  return "video";
}

Result<EntityLevel> parse_entity_level(std::string_view text, std::string_view where) {
  for (const auto level : {EntityLevel::Campaign, EntityLevel::AdSet, EntityLevel::Ad,
                           EntityLevel::Creative, EntityLevel::Video}) {
    if (to_text(level) == text) return level;
  }
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be campaign, adset, ad, creative or video, got \"" + std::string(text) + "\"");
}

std::string_view to_text(EntityStatus status) {
  switch (status) {
    case EntityStatus::Active:
      return "active";
    case EntityStatus::Paused:
      return "paused";
    case EntityStatus::Archived:
      return "archived";
    case EntityStatus::Deleted:
      break;
  }
  return "deleted";
}

Result<EntityStatus> parse_entity_status(std::string_view text, std::string_view where) {
  for (const auto status : {EntityStatus::Active, EntityStatus::Paused, EntityStatus::Archived,
                            EntityStatus::Deleted}) {
    if (to_text(status) == text) return status;
  }
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be active, paused, archived or deleted, got \"" + std::string(text) + "\"");
}

}  // namespace gv::execute
