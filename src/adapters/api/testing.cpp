#include "adapters/api/testing.h"

#include "adapters/api/access_routes.h"
#include "adapters/api/actuals.h"
#include "adapters/api/asset_routes.h"
#include "adapters/api/config_preview.h"
#include "adapters/api/connections.h"
#include "adapters/api/documents.h"
#include "adapters/api/experiment_routes.h"
#include "adapters/api/routes.h"
#include "adapters/api/schedules.h"
#include "adapters/api/search.h"
#include "adapters/api/stages.h"
#include "adapters/api/stream.h"
#include "core/revenue/presets.h"
#include "io/json/json.h"

namespace gv::api::testing {
namespace {

Currency currency(std::string_view code) { return *Currency::parse(code, "currency"); }

app::Principal key(std::string id, std::vector<AccountId> accounts, app::Scopes scopes) {
  return {.kind = app::PrincipalKind::ApiKey,
          .id = std::move(id),
          .user_id = kOwner,
          .accounts = std::move(accounts),
          .scopes = scopes,
          .csrf_token = {}};
}

std::shared_ptr<const app::AccountSettings> settings_in(std::string_view code) {
  auto pipeline = revenue::preset("ptd_fitness", currency(code), 700'000);
  return std::make_shared<app::AccountSettings>(app::AccountSettings{
      .currency = currency(code),
      .pipeline = *std::move(pipeline),
      .execution = {.caps = {.account_max_minor = 10'000'000}},
      .conversions = {.dataset_id = code == "AED" ? "123" : "", .test_code = "TEST1"},
      .effective = "{}"});
}

}  // namespace

std::map<AccountId, std::shared_ptr<const app::AccountSettings>> some_settings() {
  return {{AccountId("gym"), settings_in("AED")}, {AccountId("shop"), settings_in("JPY")}};
}

Bench::Bench(const RateLimits& limits)
    : accounts({{AccountId("gym"), currency("AED")}, {AccountId("shop"), currency("JPY")}}),
      settings(some_settings()),
      api(authenticator, accounts, clock, limits) {
  const AccountId gym("gym");
  const AccountId shop("shop");
  authenticator.add_key("all-of-gym", key("k1", {gym}, app::Scopes::all()));
  authenticator.add_key("read-gym", key("k2", {gym}, {app::Scope::Read}));
  authenticator.add_key("all-of-both", key("k3", {gym, shop}, app::Scopes::all()));
  authenticator.add_session("session", {.kind = app::PrincipalKind::Session,
                                        .id = kOwner,
                                        .user_id = kOwner,
                                        .accounts = {gym},
                                        .scopes = app::Scopes::all(),
                                        .csrf_token = "csrf"});
  add_own_pages(pages);
  add_routes(api, {.build = build,
                   .started = clock.now() - Hours(1),
                   .checks = checks,
                   .metrics = [] { return std::string("gv_up 1\n"); },
                   .settings = settings,
                   .pages = pages});
  api.keep_answers(access.store(), access.idempotency());
  add_access_routes(api, access.access());
  add_connection_routes(api, access.connect());
  add_revenue_routes(api, revenue.services());
  add_decision_routes(api, decisions.services());
  add_publish_routes(api, publish.services());  // before the stop that an example asks for
  add_change_routes(api, decisions.changes());
  add_campaign_routes(api, campaigns.services());
  add_actuals_routes(api, campaigns.actuals());
  add_config_preview_routes(api, access.access(), decisions.services(), revenue.services());
  add_asset_routes(api, media.services(revenue.services().scope_of));
  add_experiment_routes(api, decisions.experiments());
  add_tracking_routes(api, tracking.services());
  add_stage_routes(api, access.access());
  add_schedule_routes(api, schedules.desk());
  add_loop_routes(api, decisions.loop());
  add_demo_routes(api, decisions.demo());
  add_search_routes(api, {access.store(), access.search(), access.access().configure.rules()});
  add_stream_routes(api, stream.feed(), revenue.services().scope_of);
}

http::Response Bench::ask(std::string_view method, std::string_view path, std::string_view body,
                          std::initializer_list<std::pair<std::string, std::string>> headers) {
  http::Request request;
  request.method = *http::method_of(method);
  request.target = *http::parse_target(path);
  request.body = std::string(body);
  request.remote_address = "127.0.0.1";
  request.tls = tls;
  request.id = "request-1";
  request.headers.add("Host", "gv.test");
  request.headers.add("Content-Type", "application/json");
  request.headers.add("Authorization", "Bearer all-of-gym");
  for (const auto& [name, value] : headers) request.headers.set(name, value);
  const auto match = api.router().match(request.method, request.target.path);
  if (match.route == nullptr) return {.status = match.allow.empty() ? 404 : 405};
  request.path_values = match.path_values;
  if (match.route->sink) {
    auto sink = match.route->sink(request);
    if (!sink) return std::move(sink.error());
    if (!(*sink)->write(std::exchange(request.body, {}))) return {.status = 507};
    request.sink = *std::move(sink);
  }
  return match.route->handle(request);
}

http::Response Bench::ask_signed_in(std::string_view method, std::string_view path,
                                    std::string_view body) {
  return ask(method, path, body,
             {{"Authorization", ""},
              {"Cookie", "gv_session=session"},
              {"X-CSRF-Token", "csrf"},
              {"Sec-Fetch-Site", "same-origin"}});
}

boost::json::value Bench::json(std::string_view method, std::string_view path,
                               std::string_view body,
                               std::initializer_list<std::pair<std::string, std::string>> headers) {
  const auto response = ask(method, path, body, headers);
  const auto parsed = json::parse(http::whole_body(response), "answer");
  return parsed ? *parsed : boost::json::value(nullptr);
}

}  // namespace gv::api::testing
