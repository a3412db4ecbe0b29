#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// The object of that id, deleted ones too; null: none.
[[nodiscard]] const Object* find_object(const Platform& platform, std::string_view id);
[[nodiscard]] Object* find_object(Platform& platform, std::string_view id);
/// The account of that id, without "act_"; null: none.
[[nodiscard]] Account* find_account(Platform& platform, std::string_view id);

/// Files a new object under the next id.
Object& add_object(Platform& platform, std::size_t account, Kind kind, std::string parent,
                   boost::json::object fields);

/// What a status comes to under its parents' and, of an ad, under review: PAUSED below a paused
/// campaign is CAMPAIGN_PAUSED. Deleted and archived objects stay that whatever is above.
[[nodiscard]] std::string effective_status(const Platform& platform, const Object& object,
                                           TimePoint at);

/// The campaign an ad set or ad belongs to; the object itself when it is one.
[[nodiscard]] const Object& campaign_of(const Platform& platform, const Object& object);

/// Objects of one kind in an account, in the order of creation.
[[nodiscard]] std::vector<const Object*> objects_of(const Platform& platform, std::size_t account,
                                                    Kind kind);

}  // namespace gv::meta_double
