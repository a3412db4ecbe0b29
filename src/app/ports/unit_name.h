#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ports/ad_platform.h"

namespace gv::app {

/// What carries money on a platform.
struct PlatformUnit {
  std::string platform;  ///< "meta"
  EntityRef ref;         ///< an ad set or a campaign
  friend bool operator==(const PlatformUnit&, const PlatformUnit&) = default;
};

/// The name by which runs know a unit, "meta:adset:123": with its level, since a platform may give
/// an ad set and a campaign the same id.
[[nodiscard]] std::string unit_name(std::string_view platform, const EntityRef& ref);
/// Which unit a name is of; nothing where it is of no platform's unit.
[[nodiscard]] std::optional<PlatformUnit> unit_named(std::string_view name);

}  // namespace gv::app
