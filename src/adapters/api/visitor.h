#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "adapters/api/context.h"
#include "base/ip_address.h"
#include "base/result.h"
#include "core/attribution/consent.h"

namespace gv::api {

class Binder;

struct ConsentPart {
  std::optional<bool> ads;
  std::optional<bool> analytics;
  std::optional<std::string> source;
  std::optional<std::int64_t> ts_ms;
};
BOOST_DESCRIBE_STRUCT(ConsentPart, (), (ads, analytics, source, ts_ms))

/// What is not said is not agreed.
[[nodiscard]] attribution::Consent consent_in(const std::optional<ConsentPart>& told);

/// Address and browser of who clicked or bought.
struct Visitor {
  std::optional<IpAddress> ip;
  std::string user_agent;
};

/// A server's key tells them in the request, or nobody knows them: the connection is the server's
/// own. A key for pages, which may `ingest` and nothing else, cannot: the connection tells.
/// Errors: InvalidInput for `ip_address`.
[[nodiscard]] Result<Visitor> visitor_of(const Context& context,
                                         const std::optional<std::string>& ip_address,
                                         const std::optional<std::string>& user_agent);

}  // namespace gv::api
