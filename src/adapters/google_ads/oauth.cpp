#include "adapters/google_ads/oauth.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "adapters/google_ads/google_error.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/utf8.h"
#include "io/http_client/form.h"
#include "io/json/json.h"
#include "io/json/loose.h"

namespace gv::google_ads {
namespace {

using execute::ErrorClass;
using execute::PlatformError;

constexpr Millis kKeptFor{50 * 60'000};
constexpr Millis kMargin{60'000};  ///< before its end a token is no longer used
constexpr std::size_t kReasonMax = 200;

http_client::Request refresh_request(const std::string& url, const RefreshGrant& grant) {
  return {.method = "POST",
          .url = url,
          .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
          .body = http_client::form_of({{"grant_type", "refresh_token"},
                                        {"client_id", grant.client_id},
                                        {"client_secret", grant.client_secret},
                                        {"refresh_token", grant.refresh_token}}),
          .repeatable = true};
}

/// A refusal names its reason: "invalid_grant".
PlatformError refused_grant(int status, const boost::json::object* told) {
  const auto reason = told == nullptr ? std::string() : json::text_of(*told, "error");
  const auto words = told == nullptr ? std::string() : json::text_of(*told, "error_description");
  const bool passing = status >= 500 || status == 429;
  return {
      .error_class = passing ? ErrorClass::Transient : ErrorClass::Auth,
      .code = status,
      .message = excerpt(printable(fmt::format("Google gives no access token: {} {}",
                                               reason.empty() ? "no reason told" : reason, words)),
                         kReasonMax)};
}

}  // namespace

Tokens::Tokens(std::string url, http_client::Send send, const Clock& clock)
    : url_(std::move(url)), send_(std::move(send)), clock_(clock) {}

std::shared_ptr<Tokens::Kept> Tokens::kept(const RefreshGrant& grant) {
  const auto key =
      sha256_hex(grant.client_id + "\n" + grant.client_secret + "\n" + grant.refresh_token);
  const std::lock_guard lock(mutex_);
  auto& one = by_grant_[key];
  if (!one) one = std::make_shared<Kept>();
  return one;
}

tl::expected<void, PlatformError> Tokens::fetch(const RefreshGrant& grant, Kept& kept) const {
  const auto answered = send_(refresh_request(url_, grant));
  if (!answered) return tl::unexpected(transport_error(answered.error(), false));
  const auto tree = json::parse(answered->body, "token");
  const auto* const told = tree ? tree->if_object() : nullptr;
  const auto token = told == nullptr ? std::string() : json::text_of(*told, "access_token");
  if (answered->status != 200) return tl::unexpected(refused_grant(answered->status, told));
  if (token.empty()) {
    return tl::unexpected(PlatformError{.error_class = ErrorClass::Transient,
                                        .message = "Google's answer has no access token"});
  }
  const auto seconds =
      std::clamp<std::int64_t>(json::whole_of(*told, "expires_in").value_or(3'600), 0, 86'400);
  kept.token = token;
  kept.until = clock_.now() + std::min(kKeptFor, Millis{seconds * 1'000} - kMargin);
  return {};
}

tl::expected<std::string, PlatformError> Tokens::token(const RefreshGrant& grant) {
  const auto one = kept(grant);
  const std::lock_guard lock(one->fetching);
  if (one->token.empty() || one->until <= clock_.now()) {
    const auto fetched = fetch(grant, *one);
    if (!fetched) return tl::unexpected(fetched.error());
  }
  return one->token;
}

void Tokens::forget(const RefreshGrant& grant, const std::string& token) {
  const auto one = kept(grant);
  const std::lock_guard lock(one->fetching);
  if (one->token == token) one->token.clear();
}

}  // namespace gv::google_ads
