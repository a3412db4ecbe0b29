#include "cli/demo_account.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/hubspot/signature.h"
#include "adapters/meta_double/platform.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::cli {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

constexpr std::string_view kHook = "/api/webhook/hubspot";
constexpr std::string_view kPortal = "62515";  ///< of the market's events
constexpr std::string_view kAdAccount = "1";   ///< of the market
constexpr std::string_view kPassword = "demo of this machine";
constexpr std::size_t kEventsInPost = 100;
constexpr int kConflict = 409;
/// Keeps the ids of amounts apart from those of stages.
constexpr std::int64_t kAmountEvents = std::int64_t{1} << 40;

double major(double minor) { return minor / 100.0; }

value stage(std::string_view key, std::string_view kind, double worth, double win, double days) {
  return object{{"key", key},
                {"kind", kind},
                {"value", major(worth)},
                {"win_probability", win},
                {"confidence", 1.0},
                {"days_to_close", days}};
}

value crm_stage(value stage, std::string_view stage_id) {
  const value label = stage.at("key");  // a copy: adding a member moves the others
  stage.as_object()["label"] = label;
  stage.as_object()["crm_refs"] = array{object{{"crm", "hubspot"}, {"stage_id", stage_id}}};
  return stage;
}

/// As the market has it: a deal is worth what is expected of it from the count stage on.
object pipeline_of(const market::Scenario& scenario) {
  const double won = scenario.value_minor / scenario.win_probability;
  array stages;
  stages.push_back(crm_stage(stage("counted", "open", scenario.value_minor,
                                   scenario.win_probability, scenario.resolution_days),
                             "appointmentscheduled"));
  stages.push_back(crm_stage(stage("won", "won", won, 1.0, 0.0), "closedwon"));
  stages.push_back(crm_stage(stage("lost", "lost", 0.0, 0.0, 0.0), "closedlost"));
  return {{"stages", std::move(stages)},
          {"value_mode", "fixed"},
          {"decay", object{{"grace_mult", 100.0}}}};
}

/// What HubSpot tells before the stage of a deal whose amount is known by then.
value amount_event(const value& event) {
  auto told = event.at("hubspot").as_object();
  told["eventId"] = event.at("sequence").to_number<std::int64_t>() + kAmountEvents;
  told["propertyName"] = "amount";
  told["propertyValue"] = fmt::format("{:.2f}", major(event.at("value_minor").to_number<double>()));
  return told;
}

}  // namespace

Result<void> DemoAccount::open(const market::Scenario& scenario) {
  GV_TRY(set_up());
  GV_TRY(configure(scenario));
  return connect();
}

Result<void> DemoAccount::set_up() {
  GV_TRY(server_.post(
      "/api/v1/setup",
      object{
          {"setup_token", place_.setup_token},
          {"email", kDemoEmail},
          {"password", kPassword},
          {"name", "Demo"},
          {"account",
           object{{"id", "demo"}, {"name", "Demo"}, {"currency", "USD"}, {"time_zone", "UTC"}}}}));
  const object login{{"email", kDemoEmail}, {"password", kPassword}};
  GV_TRY(const auto signed_in,
         server_.send_text("POST", "/api/v1/auth/login", json::compact(login)));
  const auto cookie = signed_in.header("set-cookie");
  if (signed_in.status != 200 || !cookie) {
    return fail(ErrorCode::NotAvailable, "login", "the demo cannot sign in: " + signed_in.body);
  }
  GV_TRY(const auto profile, json::parse(signed_in.body, "login"));
  const http_client::Headers own{
      {"Cookie", std::string(cookie->substr(0, cookie->find(';')))},
      {"X-CSRF-Token", std::string(profile.at("csrf_token").as_string())},
      {"Sec-Fetch-Site", "same-origin"}};
  const object wanted{{"name", "demo"},
                      {"scopes", array{"read", "ingest", "predict", "media", "decide", "approve",
                                       "execute", "learn", "config", "admin"}}};
  GV_TRY(const auto key, server_.post("/api/v1/api-keys", wanted, own));
  server_.set_header("Authorization", "Bearer " + std::string(key.at("key").as_string()));
  return {};
}

Result<void> DemoAccount::configure(const market::Scenario& scenario) {
  const object patch{{"business", object{{"target_roas", scenario.target_roas}}},
                     {"pipeline", pipeline_of(scenario)},
                     {"executor", object{{"mode", place_.mode}}},
                     {"capi", object{{"dataset_id", meta_double::Behaviour{}.dataset_id}}},
                     {"note", "as the demo's market is"}};
  GV_TRY(server_.send("PATCH", "/api/v1/accounts/demo/config", patch, {{"If-Match", "*"}}));
  return {};
}

Result<void> DemoAccount::connect() {
  const auto put = [&](std::string_view provider, std::string_view ext, object credentials) {
    return server_.send("PUT",
                        fmt::format("/api/v1/accounts/demo/connections/{}/{}", provider, ext),
                        object{{"display_name", "Simulated"}, {"credentials", credentials}});
  };
  GV_TRY(put("hubspot", kPortal, {}));
  const meta_double::Behaviour kind;
  GV_TRY(put("meta", kAdAccount,
             {{"access_token", kind.access_token}, {"app_secret", kind.app_secret}}));
  return {};
}

Result<void> DemoAccount::tell(const array& news, TimePoint now) {
  for (const auto& event : news) {
    if (event.at("stage").as_string() == "counted") GV_TRY(tell_of_click(event));
  }
  GV_TRY(post_webhooks(news, now));
  for (const auto& event : news) {
    if (event.at("stage").as_string() == "counted") GV_TRY(credit(event));
  }
  return {};
}

Result<void> DemoAccount::tell_of_click(const value& event) {
  GV_TRY(server_.post("/api/v1/track/click",
                      object{{"ad_id", event.at("ad_id")},
                             {"campaign_id", "demo"},
                             {"click_id", event.at("click_id")},
                             {"fbclid", event.at("click_id")},
                             {"occurred_at_ms", event.at("click_at_ms")},
                             {"consent", object{{"ads", true}, {"source", "banner"}}}}));
  return {};
}

Result<void> DemoAccount::credit(const value& event) {
  const TimePoint at{Millis(event.at("at_ms").to_number<std::int64_t>())};
  GV_TRY(server_.post(
      "/api/v1/attribution/attribute-conversion",
      object{{"conversion_id",
              fmt::format("deal:hubspot:{}", event.at("deal").to_number<std::int64_t>())},
             {"conversion_type", "counted"},
             {"conversion_value", object{{"amount_minor", 0}, {"currency", "USD"}}},
             {"conversion_timestamp", format_time(at)},
             {"click_id", event.at("click_id")}}));
  return {};
}

Result<void> DemoAccount::post_webhooks(const array& news, TimePoint now) {
  array changes;
  for (const auto& event : news) {
    if (event.at("stage").as_string() == "won") changes.push_back(amount_event(event));
    changes.push_back(event.at("hubspot"));
    if (changes.size() + 1 < kEventsInPost) continue;
    GV_TRY(post_webhook(changes, now));
    changes.clear();
  }
  return changes.empty() ? Result<void>() : post_webhook(changes, now);
}

Result<void> DemoAccount::post_webhook(const array& changes, TimePoint now) {
  const auto body = json::compact(changes);
  const auto at = std::to_string(now.time_since_epoch().count());
  const auto signature =
      hubspot::signature_v3(place_.secret, {.method = "POST",
                                            .uri = hubspot::public_uri(place_.public_url, kHook),
                                            .body = body,
                                            .signature = {},
                                            .timestamp = at,
                                            .signature_v1 = {}});
  GV_TRY(const auto answer, server_.send_text("POST", std::string(kHook), body,
                                              {{"X-HubSpot-Signature-v3", signature},
                                               {"X-HubSpot-Request-Timestamp", at}}));
  if (answer.status == 200) return {};
  return fail(ErrorCode::NotAvailable, "webhook", "the demo's webhook failed: " + answer.body);
}

Result<bool> DemoAccount::decide(std::int64_t total_minor, std::uint64_t seed) {
  const object asked{{"total_budget", object{{"amount_minor", total_minor}, {"currency", "USD"}}},
                     {"seed", seed},
                     {"dry_run", false}};
  GV_TRY(const auto answer,
         server_.send_text("POST", "/api/v1/decisions/run", json::compact(asked)));
  if (answer.status == kConflict) return false;
  if (answer.status != 200) {
    return fail(ErrorCode::NotAvailable, "decisions/run", "answered " + answer.body);
  }
  GV_TRY(const auto run, json::parse(answer.body, "decisions/run"));
  for (const auto& one : run.at("recommendations").as_array()) {
    decided_ += json::compact(array{one.at("ad_id"), one.at("decision"),
                                    one.at("recommended_budget").at("amount_minor")}) +
                "\n";
  }
  return true;
}

Result<void> DemoAccount::approve_waiting() {
  if (place_.mode != "auto") return {};
  GV_TRY(const auto waiting, server_.get("/api/v1/changes?status=awaiting_approval&limit=200"));
  for (const auto& change : waiting.at("items").as_array()) {
    const std::string id(change.at("id").as_string());
    GV_TRY(server_.post("/api/v1/changes/" + id + "/approve", object{}));
  }
  return {};
}

}  // namespace gv::cli
