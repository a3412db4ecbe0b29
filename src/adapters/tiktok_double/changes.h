#pragma once

#include "adapters/tiktok_double/things.h"

namespace gv::tiktok_double {

/// POST {campaign,adgroup}/create/: checks required fields, choices, budgets and parents, and makes
/// the thing, ENABLE unless told otherwise. A `request_id` that made something already is refused
/// with 40050. {"campaign_id": ...}
[[nodiscard]] Api<Done> create_thing(Platform& platform, std::size_t account, Kind kind,
                                     const Call& call);
/// POST ad/create/: an ad for every element of `creatives`, all or none. {"ad_ids": [...]}
[[nodiscard]] Api<Done> create_ads(Platform& platform, std::size_t account, const Call& call);
/// POST {campaign,adgroup}/update/: name and budget. What changes nothing is refused with 40012.
[[nodiscard]] Api<Done> update_thing(Platform& platform, std::size_t account, Kind kind,
                                     const Call& call);
/// POST {campaign,adgroup,ad}/status/update/: up to 20 at once. Code 20001 when some of them are
/// not there, 40002 when none is. {"campaign_ids": [those it was done for]}
[[nodiscard]] Api<Done> set_status(Platform& platform, std::size_t account, Kind kind,
                                   const Call& call);

}  // namespace gv::tiktok_double
