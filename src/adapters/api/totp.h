#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "app/access/access.h"

namespace gv::api {

enum class TotpAction { Enroll, Confirm, Disable };
BOOST_DESCRIBE_ENUM(TotpAction, Enroll, Confirm, Disable)

struct TotpBody {
  TotpAction action{TotpAction::Enroll};
  std::optional<std::string> code;
};
BOOST_DESCRIBE_STRUCT(TotpBody, (), (action, code))

struct TotpAnswer {
  bool enabled{false};
  std::optional<std::string> secret;        ///< of `enroll`
  std::optional<std::string> uri;           ///< likewise
  std::vector<std::string> recovery_codes;  ///< of `confirm`; they are shown once
};
BOOST_DESCRIBE_STRUCT(TotpAnswer, (), (enabled, secret, uri, recovery_codes))

/// As many guesses at a code as at a login.
struct ChangeTotp {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/auth/totp",
                                    .session = true,
                                    .of_account = false,
                                    .rate = RateClass::Login,
                                    .blocking = true,
                                    .summary = "Begin, confirm or end one's own second factor"};
  app::Access& access;
  Result<TotpAnswer> operator()(const Context& context, const TotpBody& body) const;
};

}  // namespace gv::api
