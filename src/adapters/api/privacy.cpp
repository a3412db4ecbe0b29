#include "adapters/api/privacy.h"

#include <array>
#include <utility>

#include "adapters/api/binder.h"
#include "io/json/json.h"

namespace gv::api {
namespace {

app::SubjectQuery query_of(const SubjectRequest& request) {
  return {.email = request.email.value_or(""),
          .phone = request.phone.value_or(""),
          .visitor_id = request.visitor_id.value_or(""),
          .click_id = request.click_id.value_or(""),
          .contact_hash = request.hash.value_or("")};
}

constexpr std::array<std::pair<std::string_view, std::string app::SubjectQuery::*>, 5> kIdentities{
    {{"email", &app::SubjectQuery::email},
     {"phone", &app::SubjectQuery::phone},
     {"hash", &app::SubjectQuery::contact_hash},
     {"visitor", &app::SubjectQuery::visitor_id},
     {"click", &app::SubjectQuery::click_id}}};

Result<app::SubjectQuery> query_of(const IdentityRequest& request) {
  app::SubjectQuery query;
  for (const auto& [type, member] : kIdentities) {
    if (request.type != type) continue;
    query.*member = request.value;
    return query;
  }
  return fail(ErrorCode::InvalidInput, "type",
              "must be one of email, phone, hash, visitor, click, got \"" + request.type + "\"");
}

app::Actor actor_in(const Context& context) {
  return {.type = app::actor_type(*context.principal),
          .id = context.principal->id,
          .trace_id = context.http.id};
}

Result<Accepted<ErasureAnswer>> erase(const TrackingServices& services, const Context& context,
                                      const app::SubjectQuery& query) {
  GV_TRY(const auto scope,
         services.scope_of(*context.principal, context.account, app::Scope::Admin));
  GV_TRY(const auto rows, services.privacy.erase(scope, query, actor_in(context)));
  return Accepted<ErasureAnswer>{
      .body = {"erased", {rows.links, rows.touches, rows.clicks, rows.conversions, rows.deals}},
      .location = {}};
}

}  // namespace

void check(const SubjectRequest& request, Binder& binder) {
  const auto query = query_of(request);
  for (const auto& [type, member] : kIdentities) {
    if (!(query.*member).empty()) return;
  }
  binder.complain(ErrorCode::InvalidInput,
                  "must name an email, phone, hash, visitor_id or click_id");
}

Result<Accepted<ErasureAnswer>> ErasePerson::operator()(const Context& context,
                                                        const SubjectRequest& request) const {
  return erase(services, context, query_of(request));
}

Result<Accepted<ErasureAnswer>> EraseIdentity::operator()(const Context& context,
                                                          const IdentityRequest& request) const {
  GV_TRY(const auto query, query_of(request));
  return erase(services, context, query);
}

Result<Accepted<PersonExport>> ExportPerson::operator()(const Context& context,
                                                        const SubjectRequest& request) const {
  GV_TRY(const auto scope,
         services.scope_of(*context.principal, context.account, app::Scope::Admin));
  GV_TRY(const auto rows, services.privacy.gather(scope, query_of(request), actor_in(context)));
  GV_TRY(auto data, json::parse(rows, "export"));
  return Accepted<PersonExport>{.body = {"complete", std::move(data)}, .location = {}};
}

}  // namespace gv::api
