#include "adapters/api/audit_log.h"

#include "adapters/api/access_routes.h"
#include "adapters/api/actor.h"
#include "adapters/api/endpoint.h"
#include "io/json/json.h"

namespace gv::api {
namespace {

Result<value> audit_document(const std::optional<std::string>& text) {
  if (!text) return value(nullptr);
  return json::parse(*text, "audit_log");
}

Result<AuditLine> audit_line(const app::AuditEntry& entry) {
  GV_TRY(auto before, audit_document(entry.before));
  GV_TRY(auto after, audit_document(entry.after));
  return AuditLine{.seq = entry.seq,
                   .at = entry.at,
                   .actor_type = entry.actor_type,
                   .actor_id = entry.actor_id,
                   .action = entry.action,
                   .object_type = entry.object_type,
                   .object_id = entry.object_id,
                   .before = std::move(before),
                   .after = std::move(after),
                   .ip_prefix = entry.ip_prefix,
                   .trace_id = entry.trace_id};
}

}  // namespace

Result<Collection<AuditLine>> ListAudit::operator()(const Context& context,
                                                    const AuditRequest& request) const {
  GV_TRY(const auto scope, scope_of(context, *kRoute.scope));
  GV_TRY(const auto before, number_in(request.cursor));
  GV_TRY(const auto entries,
         access.trail.list(scope, before, static_cast<int>(request.rows_max()) + 1,
                           {.actor_id = request.actor.value_or(""),
                            .action = request.action.value_or(""),
                            .object = request.object.value_or(""),
                            .from = request.from,
                            .to = request.to}));
  Collection<AuditLine> page;
  for (const auto& entry : entries) {
    if (page.items.size() == request.rows_max()) {
      page.next_cursor = cursor_of({std::to_string(page.items.back().seq)});
      break;
    }
    GV_TRY(auto line, audit_line(entry));
    page.items.push_back(std::move(line));
  }
  return page;
}

void add_audit_routes(Api& api, app::Access& access) { add(api, ListAudit{access}); }

}  // namespace gv::api
