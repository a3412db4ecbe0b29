#pragma once

#include "adapters/tiktok_double/things.h"

namespace gv::tiktok_double {

/// GET advertiser/info/: id, name, currency and time zone of the advertisers that `advertiser_ids`
/// names, whatever `fields` asks for. Errors: 40002 without ids, or for one that is none of ours.
[[nodiscard]] Api<Done> advertiser_info(Platform& platform, const Call& call);

}  // namespace gv::tiktok_double
