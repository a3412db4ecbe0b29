#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/change_routes.h"
#include "adapters/api/codec.h"
#include "adapters/api/context.h"
#include "adapters/api/problems.h"
#include "adapters/api/route_info.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

enum class PolicyMode { Auto, Observe, Locked };
BOOST_DESCRIBE_ENUM(PolicyMode, Auto, Observe, Locked)

/// "auto" and nothing else where no policy is in force.
struct AdPolicyAnswer {
  std::string ad_id;
  PolicyMode mode{PolicyMode::Auto};
  std::optional<Amount> min_budget;  ///< a day, of what carries the ad's money
  std::optional<Amount> max_budget;
  std::optional<std::string> note;
  std::optional<TimePoint> expires_at;
  std::optional<std::string> set_by;
  std::optional<TimePoint> set_at;
};
BOOST_DESCRIBE_STRUCT(AdPolicyAnswer, (),
                      (ad_id, mode, min_budget, max_budget, note, expires_at, set_by, set_at))

struct AdPolicyName {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(AdPolicyName, (), (id))

struct ShowAdPolicy {
  static constexpr RouteInfo kRoute{.path = "/api/v1/ads/{id}/policy",
                                    .scope = app::Scope::Approve,
                                    .blocking = true,
                                    .summary = "What somebody wants of an ad, above any decision"};
  ChangeServices services;
  Result<Tagged<AdPolicyAnswer>> operator()(const Context& context, const AdPolicyName& name) const;
};

struct AdPolicyBody {
  std::string id;
  PolicyMode mode{PolicyMode::Auto};
  std::optional<Amount> min_budget;
  std::optional<Amount> max_budget;
  std::optional<std::string> note;
  std::optional<TimePoint> expires_at;
};
BOOST_DESCRIBE_STRUCT(AdPolicyBody, (), (id, mode, min_budget, max_budget, note, expires_at))
void check(const AdPolicyBody& body, Binder& binder);

/// Puts a whole policy in the place of the one that If-Match names.
struct SetAdPolicy {
  static constexpr RouteInfo kRoute{.method = http::Method::Put,
                                    .path = "/api/v1/ads/{id}/policy",
                                    .scope = app::Scope::Approve,
                                    .blocking = true,
                                    .summary = "Lock an ad, only observe it, or bound its budget"};
  ChangeServices services;
  Result<Tagged<AdPolicyAnswer>> operator()(const Context& context, const AdPolicyBody& body) const;
  /// 428 without If-Match.
  static http::Problem problem(const Error& error);
};

}  // namespace gv::api
