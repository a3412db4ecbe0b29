#pragma once

#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/binder.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "app/ports/configuration_rules.h"
#include "app/ports/search.h"

namespace gv::api {

class Api;

struct SearchRequest {
  std::string q;
};
BOOST_DESCRIBE_STRUCT(SearchRequest, (), (q))
/// Two to a hundred characters.
void check(const SearchRequest& request, Binder& binder);

struct SearchResult {
  std::string kind;  ///< "ad", "campaign", "asset", "decision", "setting"
  std::string id;    ///< of a setting its key
  std::string title;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(SearchResult, (), (kind, id, title, detail))

struct SearchAnswer {
  std::vector<SearchResult> results;
};
BOOST_DESCRIBE_STRUCT(SearchAnswer, (), (results))

/// What search needs. Outlives the api.
struct SearchServices {
  app::Store& store;
  app::Search& search;
  const app::ConfigurationRules& rules;
};

/// Of each kind the first ten.
struct SearchAccount {
  static constexpr RouteInfo kRoute{.path = "/api/v1/search",
                                    .scope = app::Scope::Read,
                                    .blocking = true,
                                    .summary =
                                        "Ads, campaigns, assets, decisions and settings by "
                                        "a part of their names"};
  SearchServices services;
  Result<SearchAnswer> operator()(const Context& context, const SearchRequest& request) const;
};

void add_search_routes(Api& api, const SearchServices& services);

}  // namespace gv::api
