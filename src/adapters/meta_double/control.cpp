#include "adapters/meta_double/control.h"

#include <algorithm>

#include "adapters/meta_double/call.h"
#include "adapters/meta_double/crm_events.h"
#include "adapters/meta_double/dataset.h"
#include "adapters/meta_double/delivery.h"
#include "adapters/meta_double/faults.h"
#include "adapters/meta_double/scenarios.h"
#include "adapters/meta_double/score.h"
#include "io/http/target.h"
#include "io/json/field.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::meta_double {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::int64_t kLatest = std::int64_t{1} << 53;
constexpr std::int64_t kHoursMax = 24 * 366;
constexpr std::int64_t kEventsMax = 10'000;

Response done(const boost::json::value& body = object{{"ok", true}}) {
  return {.status = 200,
          .headers = {{"content-type", "application/json"}},
          .body = json::compact(body)};
}

Response bad(const Error& error) {
  return {.status = error.code == ErrorCode::NotFound ? 404 : 400, .body = to_string(error) + "\n"};
}

Result<std::int64_t> number_or(const json::Field& from, std::string_view name,
                               std::int64_t fallback) {
  GV_TRY(const auto field, from.member_if(name));
  if (!field) return fallback;
  return field->whole();
}

object clock_of(const Platform& platform) {
  return {{"now_ms", platform.now.time_since_epoch().count()}};
}

Result<Response> set_clock(Platform& platform, const json::Field& from) {
  GV_TRY(from.allow_only({"now_ms", "advance_ms", "skew_ms"}));
  const std::int64_t present = platform.now.time_since_epoch().count();
  GV_TRY(const auto advance, number_or(from, "advance_ms", 0));
  GV_TRY(const auto to,
         number_or(from, "now_ms", advance < 0 || advance > kLatest ? -1 : present + advance));
  GV_TRY(const auto skew, number_or(from, "skew_ms", platform.behaviour.skew.count()));
  if (to < present || to > kLatest) {
    return fail(ErrorCode::InvalidInput, "now_ms",
                "must not lie before the present " + std::to_string(present));
  }
  platform.behaviour.skew = Millis(std::clamp<std::int64_t>(skew, -kLatest, kLatest));
  advance_to(platform, TimePoint(Millis(to)));
  return done(clock_of(platform));
}

Result<Response> advance(Platform& platform, const json::Field& from) {
  GV_TRY(from.allow_only({"hours"}));
  GV_TRY(const auto hours, number_or(from, "hours", 1));
  if (hours < 0 || hours > kHoursMax) {
    return fail(ErrorCode::InvalidInput, "hours", "must lie in [0, 8784]");
  }
  advance_to(platform, platform.now + Hours(hours));
  return done(clock_of(platform));
}

Result<Response> reset(Platform& platform, const json::Field& from) {
  GV_TRY(from.allow_only({"scenario", "seed", "ads", "accounts", "days"}));
  Setting setting{.scenario = platform.scenario.name};
  GV_TRY(const auto name, from.member_if("scenario"));
  if (name) {
    GV_TRY(const auto text, name->text());
    setting.scenario = std::string(text);
  }
  GV_TRY(const auto seed, number_or(from, "seed", static_cast<std::int64_t>(platform.seed)));
  setting.seed = static_cast<std::uint64_t>(seed);
  GV_TRY(setting.ads, number_or(from, "ads", platform.scenario.ads));
  GV_TRY(setting.accounts, number_or(from, "accounts", platform.scenario.accounts));
  GV_TRY(setting.days, number_or(from, "days", platform.scenario.days));
  GV_TRY(auto anew, make_platform(setting, platform.scenario.start, platform.behaviour));
  platform = std::move(anew);
  return done(clock_of(platform));
}

Result<Response> set_behaviour(Platform& platform, const json::Field& from) {
  GV_TRY(from.allow_only({"tier", "proof_required", "review_ms", "disapproval_share"}));
  auto how = platform.behaviour;
  GV_TRY(const auto tier, from.member_if("tier"));
  if (tier) {
    GV_TRY(const auto text, tier->text());
    if (text != "limited" && text != "full") return tier->refuse("limited or full");
    how.tier = text == "limited" ? Tier::Limited : Tier::Full;
  }
  GV_TRY(const auto proof, from.member_if("proof_required"));
  if (proof) {
    GV_TRY(how.proof_required, proof->boolean());
  }
  GV_TRY(const auto review, number_or(from, "review_ms", how.review.count()));
  how.review = Millis(std::clamp<std::int64_t>(review, 0, 7 * 86'400'000));
  GV_TRY(const auto share, from.member_if("disapproval_share"));
  if (share) {
    GV_TRY(how.disapproval_share, share->number());
  }
  platform.behaviour = std::move(how);
  return done();
}

std::string without_token(const std::string& text) {
  std::string out = text;
  for (const std::string_view name :
       {"access_token=", "appsecret_proof=", "client_secret=", "refresh_token="}) {
    for (auto at = out.find(name); at != std::string::npos; at = out.find(name, at + name.size())) {
      const auto begin = at + name.size();
      out.replace(begin, std::min(out.find('&', begin), out.size()) - begin, "redacted");
    }
  }
  return out;
}

Response recorded(const Platform& platform) {
  array list;
  for (const Request& request : platform.requests) {
    object headers;
    for (const auto& [name, text] : request.headers) {
      const bool secret = name == "authorization" || name.ends_with("-token");
      headers[name] = secret ? "redacted" : text;
    }
    list.push_back(object{{"method", request.method},
                          {"target", without_token(request.target)},
                          {"headers", headers},
                          {"body", without_token(request.body)}});
  }
  return done(list);
}

Response events_after(const Platform& platform, const Request& request) {
  const auto target = http::parse_target(request.target);
  const auto number = [&](std::string_view name, std::int64_t fallback) {
    const auto text = target ? target->query_value(name) : std::nullopt;
    if (!text) return fallback;
    return whole_of(boost::json::string(*text)).value_or(fallback);
  };
  const auto after = std::clamp<std::int64_t>(number("after", 0), 0, kLatest);
  const auto limit = std::clamp<std::int64_t>(number("limit", 1'000), 1, kEventsMax);
  array list;
  for (auto i = static_cast<std::size_t>(after); i < platform.events.size(); ++i) {
    if (static_cast<std::int64_t>(list.size()) == limit) break;
    list.push_back(event_json(platform.events[i]));
  }
  return done(object{{"events", list}});
}

Result<Response> post(Platform& platform, const Request& request) {
  GV_TRY(const auto tree, json::parse(request.body.empty() ? "{}" : request.body, "body"));
  const json::Field from(tree);
  const std::string_view path = request.path();
  if (path == "/__sim/clock") return set_clock(platform, from);
  if (path == "/__sim/advance") return advance(platform, from);
  if (path == "/__sim/reset") return reset(platform, from);
  if (path == "/__sim/behaviour") return set_behaviour(platform, from);
  if (path == "/__sim/faults") {
    GV_TRY(auto fault, read_fault(tree));
    platform.faults.push_back(std::move(fault));
    return done();
  }
  return fail(ErrorCode::NotFound, "path", "no such control");
}

Response get(const Platform& platform, const Request& request) {
  const std::string_view path = request.path();
  if (path == "/__sim/clock") return done(clock_of(platform));
  if (path == "/__sim/requests") return recorded(platform);
  if (path == "/__sim/events") return events_after(platform, request);
  if (path == "/__sim/capi") return done(told_events(platform));
  if (path == "/__sim/truth") return done(truth_of(platform));
  if (path == "/__sim/score") return done(score_of(platform));
  return {.status = 404};
}

}  // namespace

Response control_answer(Platform& platform, const Request& request) {
  if (request.method == "GET") return get(platform, request);
  if (request.method == "DELETE" && request.path() == "/__sim/faults") {
    platform.faults.clear();
    return done();
  }
  if (request.method != "POST") return {.status = 405};
  auto answered = post(platform, request);
  return answered ? *std::move(answered) : bad(answered.error());
}

}  // namespace gv::meta_double
