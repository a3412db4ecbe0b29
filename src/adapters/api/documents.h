#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "io/http/bundle.h"
#include "io/json/json.h"

namespace gv::api {

/// api/openapi.yaml as it was when this was built.
[[nodiscard]] std::string_view openapi_yaml();
/// The same as a tree, read once. A document that cannot be read is a bug.
[[nodiscard]] const json::Value& openapi_tree();

struct OpenApi {
  static constexpr RouteInfo kRoute{.path = "/openapi.json",
                                    .of_account = false,
                                    .summary = "This interface as an OpenAPI 3.1 document"};
  Result<http::Response> operator()(const Context& context, const Nothing&) const;
};

/// A page that shows the document, without anything from elsewhere.
struct Docs {
  static constexpr RouteInfo kRoute{
      .path = "/docs", .of_account = false, .summary = "This interface as a page"};
  const http::Bundle& pages;

  Result<http::Response> operator()(const Context& context, const Nothing&) const;
};

/// The page at /docs and, until there is a dashboard, one at / that says so.
void add_own_pages(http::Bundle& bundle);

}  // namespace gv::api
