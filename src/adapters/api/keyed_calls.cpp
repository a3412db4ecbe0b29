#include "adapters/api/keyed_calls.h"

#include <algorithm>

#include "base/hash.h"
#include "io/json/serialize.h"

namespace gv::api {
namespace {

constexpr std::size_t kKeyBytesMax = 200;
constexpr std::size_t kKeptBytesMax = 1u << 20;
constexpr Millis kKeptFor = Days(1);
constexpr int kPurgedAtOnce = 20;

http::Response key_problem(const Context& context, int status, std::string_view code,
                           std::string_view detail) {
  http::Problem problem;
  problem.status = status;
  problem.code = std::string(code);
  problem.detail = std::string(detail);
  problem.retryable = status == 409;
  return http::problem_response(problem, context.http);
}

bool is_key(std::string_view key) {
  return key.size() <= kKeyBytesMax &&
         std::all_of(key.begin(), key.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// The same for the same request, whatever the order of its members.
std::string fingerprint_of(std::string_view route, const Input& input) {
  return sha256_bytes(std::string(route) + "\n" + json::canonical(input.path_members()) + "\n" +
                      json::canonical(input.members()));
}

http::Response replayed(const app::StoredResponse& kept) {
  const bool is_problem = kept.status >= 400;
  auto response = http::text_response(
      kept.status, is_problem ? "application/problem+json" : "application/json", kept.body);
  if (kept.body.empty()) response = {.status = kept.status, .headers = {}, .body = std::string()};
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("Idempotency-Replayed", "true");
  return response;
}

}  // namespace

std::string_view idempotency_key(const http::Request& request) {
  return request.headers.value("Idempotency-Key");
}

http::Response KeyedCalls::answer(const app::AccountScope& scope, std::string_view route,
                                  const Context& context, const Input& input,
                                  const std::function<http::Response()>& call) const {
  const auto key = idempotency_key(context.http);
  if (!is_key(key)) {
    return key_problem(context, 400, "malformed",
                       "The Idempotency-Key must be 1 to 200 printable characters.");
  }
  const app::KeyedRequest request{.key = std::string(key),
                                  .route = std::string(route),
                                  .fingerprint = fingerprint_of(route, input),
                                  .expires_at = context.now + kKeptFor};
  const auto take = [&](app::Transaction& transaction) -> Result<app::KeyedAnswer> {
    // Whoever leaves keys behind also takes some away.
    GV_TRY(keys_.purge(transaction, kPurgedAtOnce));
    return keys_.begin(transaction, request);
  };
  const auto begun = store_.write(scope, take);
  if (!begun) return http::problem_response(problem_of(begun.error()), context.http);
  switch (begun->kind) {
    case app::KeyedAnswer::Kind::Go:
      return run(scope, key, call);
    case app::KeyedAnswer::Kind::Done:
      return replayed(*begun->response);
    case app::KeyedAnswer::Kind::Running:
      return key_problem(context, 409, "conflict",
                         "A request with this Idempotency-Key has begun and is not known to have "
                         "ended.");
    case app::KeyedAnswer::Kind::Differs:
      break;
  }
  return key_problem(context, 422, "invalid",
                     "This Idempotency-Key was sent with another request.");
}

http::Response KeyedCalls::run(const app::AccountScope& scope, std::string_view key,
                               const std::function<http::Response()>& call) const {
  auto response = [&] {
    try {
      return call();
    } catch (...) {  // the server answers 500
      static_cast<void>(release(scope, key));
      throw;
    }
  }();
  const bool whole = std::holds_alternative<std::string>(response.body);
  const auto body = http::whole_body(response);
  if (response.status >= 500 || !whole || body.size() > kKeptBytesMax) {
    static_cast<void>(release(scope, key));
    return response;
  }
  // When this fails the key stays taken: better no second answer than a second effect.
  static_cast<void>(store_.write(scope, [&](app::Transaction& transaction) {
    return keys_.finish(transaction, key, {response.status, std::string(body)});
  }));
  return response;
}

Result<void> KeyedCalls::release(const app::AccountScope& scope, std::string_view key) const {
  return store_.write(
      scope, [&](app::Transaction& transaction) { return keys_.release(transaction, key); });
}

}  // namespace gv::api
