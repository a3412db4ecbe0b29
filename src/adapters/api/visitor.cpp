#include "adapters/api/visitor.h"

namespace gv::api {
namespace {

bool is_key_of_a_page(const app::Principal* principal) {
  return principal != nullptr && principal->scopes == app::Scopes{app::Scope::Ingest};
}

}  // namespace

attribution::Consent consent_in(const std::optional<ConsentPart>& told) {
  if (!told) return {};
  return {.ads = told->ads.value_or(false),
          .analytics = told->analytics.value_or(false),
          .source = told->source.value_or(""),
          .at = TimePoint(Millis(told->ts_ms.value_or(0)))};
}

Result<Visitor> visitor_of(const Context& context, const std::optional<std::string>& ip_address,
                           const std::optional<std::string>& user_agent) {
  if (is_key_of_a_page(context.principal)) {
    Visitor visitor{.ip = {}, .user_agent = std::string(context.http.headers.value("User-Agent"))};
    if (const auto ip = IpAddress::parse(context.http.remote_address, "address")) visitor.ip = *ip;
    return visitor;
  }
  Visitor visitor{.ip = {}, .user_agent = user_agent.value_or("")};
  if (ip_address) {
    GV_TRY(visitor.ip, IpAddress::parse(*ip_address, "ip_address"));
  }
  return visitor;
}

}  // namespace gv::api
