#include "adapters/api/actor.h"

#include "app/ports/authentication.h"
#include "base/ip_address.h"

namespace gv::api {

app::Actor actor_of(const Context& context) {
  app::Actor actor;
  if (context.principal != nullptr) {
    actor.type = app::actor_type(*context.principal);
    actor.id = context.principal->id;
  }
  if (const auto address = IpAddress::parse(context.http.remote_address, "address")) {
    const int bits = address->is_v4() ? 24 : 48;
    actor.ip_prefix = address->prefix(bits).text() + "/" + std::to_string(bits);
  }
  if (!context.http.trace.trace_id.empty()) actor.trace_id = context.http.trace.trace_id;
  return actor;
}

Result<app::AccountScope> scope_of(const Context& context, app::Scope needed) {
  return app::Authentication::scope_of(*context.principal, context.account, needed);
}

}  // namespace gv::api
