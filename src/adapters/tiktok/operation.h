#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/tiktok/business_api.h"
#include "base/currency.h"

namespace gv::tiktok {

/// A write as the API wants it, without the advertiser.
struct ApiWrite {
  std::string path;
  boost::json::object body;
};

/// The requests that carry an operation out, one after the other: a create is one, an update one
/// for each of its fields. A pause goes before the budget and an activation after it. Creates are
/// DISABLE whatever their fields say, and carry `request_id_of` their name; the fields of an ad are
/// those of its creative, and `creative_id` is the video it shows. An ad group that names no start
/// begins at `now`.
/// Errors: InvalidInput for an id or fields that are none, for creatives, which are part of an ad
/// here, and for an amount that TikTok cannot hold; CurrencyMismatch. `where` names the field.
[[nodiscard]] Result<std::vector<ApiWrite>> writes_of(const app::Operation& operation,
                                                      const Currency& currency, TimePoint now);

/// The id of what a create made, from the data of its answer; empty: it does not say.
[[nodiscard]] std::string made_id(const app::CreateEntity& create, const boost::json::value& data);

/// The key by which TikTok makes a thing only once: the token at the end of the name
/// ("... gv:0123456789ab") as a decimal number, of names without one their hash.
[[nodiscard]] std::string request_id_of(std::string_view name);

}  // namespace gv::tiktok
