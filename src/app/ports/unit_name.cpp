#include "app/ports/unit_name.h"

#include <fmt/format.h>

namespace gv::app {

std::string unit_name(std::string_view platform, const EntityRef& ref) {
  return fmt::format("{}:{}:{}", platform, execute::to_text(ref.level), ref.id);
}

std::optional<PlatformUnit> unit_named(std::string_view name) {
  const auto first = name.find(':');
  const auto second = first == std::string_view::npos ? first : name.find(':', first + 1);
  if (second == std::string_view::npos || second + 1 == name.size()) return std::nullopt;
  const auto level = name.substr(first + 1, second - first - 1);
  for (const auto carrier : {EntityLevel::AdSet, EntityLevel::Campaign}) {
    if (level != execute::to_text(carrier)) continue;
    return PlatformUnit{std::string(name.substr(0, first)),
                        {carrier, std::string(name.substr(second + 1))}};
  }
  return std::nullopt;
}

}  // namespace gv::app
