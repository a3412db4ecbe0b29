#include "adapters/meta_double/faults.h"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <regex.h>

#include "io/json/field.h"

namespace gv::meta_double {
namespace {

constexpr std::array<std::string_view, 12> kActions{
    "status",      "error",      "rate_limit", "expire_token", "delay",     "drop",
    "drop_before", "drop_after", "truncate",   "stale_read",   "duplicate", "status_after"};
constexpr std::array<std::string_view, 3> kOuterOnly{"delay", "truncate", "status_after"};
constexpr std::size_t kPatternMax = 200;

/// A compiled POSIX extended regular expression; null: it is none.
using Pattern = std::unique_ptr<regex_t, void (*)(regex_t*)>;
Pattern compiled(const std::string& text) {
  auto made = std::make_unique<regex_t>();
  if (text.size() > kPatternMax ||
      regcomp(made.get(), text.c_str(), REG_EXTENDED | REG_NOSUB) != 0) {
    return {nullptr, [](regex_t*) {}};
  }
  return {made.release(), [](regex_t* pattern) {
            regfree(pattern);
            std::default_delete<regex_t>()(pattern);
          }};
}

bool is_found(const std::string& pattern, const std::string& text) {
  const auto made = compiled(pattern);
  return made != nullptr && regexec(made.get(), text.c_str(), 0, nullptr, 0) == 0;
}

Result<void> read_text(const json::Field& from, std::string_view name, std::string& out) {
  GV_TRY(const auto field, from.member_if(name));
  if (!field) return {};
  GV_TRY(const auto text, field->text());
  out = std::string(text);
  return {};
}

Result<void> read_whole(const json::Field& from, std::string_view name, int& out) {
  GV_TRY(const auto field, from.member_if(name));
  if (!field) return {};
  GV_TRY(const auto whole, field->whole());
  out = static_cast<int>(std::clamp<std::int64_t>(whole, 0, 100'000'000));
  return {};
}

Result<void> read_match(const json::Field& from, Fault& fault) {
  GV_TRY(const auto match, from.member_if("match"));
  if (!match) return {};
  GV_TRY(match->allow_only({"method", "path_regex"}));
  GV_TRY(read_text(*match, "method", fault.method));
  GV_TRY(read_text(*match, "path_regex", fault.path_regex));
  if (compiled(fault.path_regex)) return {};
  return fail(ErrorCode::InvalidInput, "match.path_regex",
              "must be an extended regular expression of at most 200 bytes");
}

Result<void> read_numbers(const json::Field& from, Fault& fault) {
  GV_TRY(read_whole(from, "times", fault.times));
  GV_TRY(read_whole(from, "status", fault.status));
  GV_TRY(read_whole(from, "code", fault.code));
  GV_TRY(read_whole(from, "subcode", fault.subcode));
  int delay_ms = 0;
  GV_TRY(read_whole(from, "delay_ms", delay_ms));
  fault.delay = Millis(std::min(delay_ms, 600'000));
  fault.status = std::clamp(fault.status, 200, 599);
  GV_TRY(const auto share, from.member_if("share"));
  if (!share) return {};
  GV_TRY(fault.share, share->number());
  if (fault.share > 0.0 && fault.share <= 1.0) return {};
  return share->refuse("a share in (0, 1]");
}

}  // namespace

Result<Fault> read_fault(const boost::json::value& tree) {
  const json::Field from(tree);
  GV_TRY(from.allow_only({"match", "action", "times", "share", "status", "code", "subcode",
                          "delay_ms", "body", "headers"}));
  Fault fault;
  GV_TRY(const auto action, from.member("action"));
  GV_TRY(const auto name, action.text());
  if (std::find(kActions.begin(), kActions.end(), name) == kActions.end()) {
    return action.refuse(fmt::format("one of {}", fmt::join(kActions, ", ")));
  }
  fault.action = name == "drop" ? "drop_after" : std::string(name);
  if (name == "rate_limit") fault.code = 17, fault.subcode = 2446079;
  GV_TRY(read_match(from, fault));
  GV_TRY(read_numbers(from, fault));
  GV_TRY(read_text(from, "body", fault.body));
  GV_TRY(const auto headers, from.member_if("headers"));
  if (!headers) return fault;
  GV_TRY(const auto members, headers->members());
  for (const auto& [key, one] : members) {
    GV_TRY(const auto text, one.text());
    fault.headers.emplace_back(key, text);
  }
  return fault;
}

std::optional<Fault> next_fault(Platform& platform, std::string_view method, std::string_view path,
                                bool inner) {
  for (auto fault = platform.faults.begin(); fault != platform.faults.end(); ++fault) {
    if (!fault->method.empty() && fault->method != method) continue;
    const bool outer =
        std::find(kOuterOnly.begin(), kOuterOnly.end(), fault->action) != kOuterOnly.end();
    if (fault->action == "duplicate" || (inner && outer)) continue;
    if (!is_found(fault->path_regex, std::string(path))) continue;
    if (fault->share < 1.0 && platform.rng.uniform() >= fault->share) continue;
    Fault met = *fault;
    if (--fault->times <= 0) platform.faults.erase(fault);
    return met;
  }
  return std::nullopt;
}

std::optional<GraphError> refusal_of(const Fault& fault) {
  if (fault.action == "expire_token") {
    return GraphError{.status = 401,
                      .code = 190,
                      .subcode = 463,
                      .message = "Error validating access token: Session has expired"};
  }
  if (fault.action != "error" && fault.action != "rate_limit") return std::nullopt;
  const bool transient = fault.code == 1 || fault.code == 2;
  return GraphError{.status = transient ? 500 : 400,
                    .code = fault.code,
                    .subcode = fault.subcode,
                    .message = fmt::format("(#{}) An error that was asked for", fault.code),
                    .transient = transient || fault.action == "rate_limit"};
}

}  // namespace gv::meta_double
