#pragma once

#include <optional>
#include <string_view>

#include <boost/json/value.hpp>

#include "app/ports/ad_platform.h"
#include "base/currency.h"

namespace gv::meta {

/// "campaigns": the edge of an account that has things of this level.
[[nodiscard]] std::string_view edge_of(app::EntityLevel level);
/// Fields to ask for, with commas.
[[nodiscard]] std::string_view fields_of(app::EntityLevel level);
/// "ACTIVE".
[[nodiscard]] std::string_view status_text(app::EntityStatus status);

/// Reads an object of the graph. A budget of "0" is none; a status that is new is Paused, so that
/// nobody takes it for running; a video's name is its title. Errors: InvalidInput without an id, or
/// for a budget that is no amount of the currency.
[[nodiscard]] Result<app::PlatformEntity> read_entity(const boost::json::value& from,
                                                      app::EntityLevel level,
                                                      const Currency& currency);

}  // namespace gv::meta
