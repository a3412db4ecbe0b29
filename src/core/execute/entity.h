#pragma once

#include <string_view>

#include "base/result.h"

namespace gv::execute {

/// Google's ad groups are ad sets here.
enum class EntityLevel { Campaign, AdSet, Ad, Creative, Video };
/// "campaign", "adset", "ad", "creative", "video".
[[nodiscard]] std::string_view to_text(EntityLevel level);
/// Errors: InvalidInput.
Result<EntityLevel> parse_entity_level(std::string_view text, std::string_view where);

/// What delivery may be set to. Archived and deleted things cannot be brought back by us.
enum class EntityStatus { Active, Paused, Archived, Deleted };
/// "active", "paused", "archived", "deleted".
[[nodiscard]] std::string_view to_text(EntityStatus status);
/// Errors: InvalidInput.
Result<EntityStatus> parse_entity_status(std::string_view text, std::string_view where);

}  // namespace gv::execute
