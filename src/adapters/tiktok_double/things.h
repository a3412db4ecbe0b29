#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/meta_double/call.h"
#include "adapters/tiktok_double/envelope.h"

namespace gv::tiktok_double {

using meta_double::Call;

/// Campaigns, ad groups and ads by the word of TikTok: "adgroup", whose id is "adgroup_id".
[[nodiscard]] std::string_view word_of(Kind kind);

/// The thing as `*/get/` lists it. `stale`: as it was before its last change.
[[nodiscard]] boost::json::object row_of(const Platform& platform, const Object& thing,
                                         bool stale = false);

/// The texts of a list that a call names; empty: it is absent. Errors: 40002 for what is no list of
/// texts, or has more than `max`.
[[nodiscard]] Api<std::vector<std::string>> ids_of(const boost::json::object& from,
                                                   std::string_view name, std::size_t max);

/// A part of a list, from `page` and `page_size`, as {"list", "page_info"}: `count` elements in
/// all.
struct Page {
  std::size_t first{0};
  std::size_t end{0};
  boost::json::object info;
};
[[nodiscard]] Api<Page> page_of(const Call& call, std::size_t count, std::int64_t size_max);

/// GET {campaign,adgroup,ad}/get/: `filtering` by ids of the thing and of those above it, by its
/// name, and by primary_status; without that the deleted are left out.
[[nodiscard]] Api<Done> list_things(const Platform& platform, std::size_t account, Kind kind,
                                    const Call& call, bool stale);

}  // namespace gv::tiktok_double
