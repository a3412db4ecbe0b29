#pragma once

#include <functional>

#include "adapters/meta_double/call.h"
#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// Where a page begins and how much it holds, from `limit` and `after`.
struct PageQuery {
  std::size_t first{0};
  std::size_t limit{25};
};
[[nodiscard]] Graph<PageQuery> page_query(const Call& call, std::size_t limit_max);

/// {"data": [...], "paging": {"cursors", "next"}}: `count` elements in all, `element` makes one.
/// `next` is there as long as something follows.
[[nodiscard]] Graph<boost::json::value> page_of(
    const Call& call, const PageQuery& query, std::size_t count,
    const std::function<Graph<boost::json::value>(std::size_t)>& element);

/// GET /{act|campaign|adset|ad}/{campaigns|adsets|ads|...}: objects below `parent`, or of the whole
/// account where it is null, by `effective_status` and `filtering`, without the deleted and
/// archived unless asked for. `summary=total_count` adds their number.
[[nodiscard]] Graph<boost::json::value> list_edge(const Platform& platform, std::size_t account,
                                                  const Object* parent, Kind kind,
                                                  const Call& call);

}  // namespace gv::meta_double
