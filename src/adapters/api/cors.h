#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "adapters/api/route_info.h"
#include "app/ports/foreign_origins.h"
#include "app/ports/principal.h"
#include "io/http/request.h"
#include "io/http/response.h"

namespace gv::api {

/// Tells browsers which pages of other sites may call (CORS, Fetch standard section 3.2): those of
/// origins that an account lists. Keys alone are sent from there, cookies never. Origins outlive
/// it.
class Cors {
 public:
  explicit Cors(const app::ForeignOrigins& origins) : origins_(origins) {}

  /// A path of a landing page's route.
  void add_landing(std::string_view path) { landing_.emplace(path); }

  /// What a browser asks before a call: answered by whether any account lists the origin.
  void tell_before(const http::Request& request, std::string_view allow,
                   http::Response& response) const;
  /// Lets the page read the answer, where an account of the caller lists its origin; of an unknown
  /// caller any account.
  void tell(const RouteInfo& info, const app::Principal* principal, const http::Request& request,
            http::Response& response) const;

 private:
  const app::ForeignOrigins& origins_;
  std::set<std::string, std::less<>> landing_;
};

}  // namespace gv::api
