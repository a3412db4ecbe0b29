#include "adapters/google_double/google.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "adapters/google_double/ads_error.h"
#include "adapters/google_double/catalog.h"
#include "adapters/google_double/gaql.h"
#include "adapters/google_double/mutate.h"
#include "adapters/google_double/query.h"
#include "adapters/google_double/token.h"
#include "adapters/meta_double/faults.h"
#include "adapters/meta_double/limits.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::google_double {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;
using meta_double::Fault;
using meta_double::Request;
using meta_double::Response;

constexpr json::ParseLimits kBodyLimits{.bytes_max = 16u << 20, .depth_max = 32};
constexpr std::size_t kRowsPerChunk = 50;  ///< small, so that every stream of a test has several
constexpr std::size_t kRowsPerPage = 10'000;
constexpr Millis kQuotaRest{30'000};

/// "/v25/customers/1/campaigns:mutate" taken apart.
struct Address {
  std::string customer{};    ///< empty: of none
  std::string collection{};  ///< "campaigns"
  std::string method{};      ///< "mutate"
};

bool is_number(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Address> address_of(std::string_view path) {
  const auto next = [&path] {
    path.remove_prefix(std::min<std::size_t>(1, path.size()));
    const auto end = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
  };
  const auto version = next();
  if (!version.starts_with('v') || !is_number(version.substr(1))) return std::nullopt;
  Address address;
  auto last = next();
  if (last == "customers") {
    address.customer = next();
    last = next();
    if (!is_number(address.customer)) return std::nullopt;
  }
  const auto colon = last.find(':');
  if (colon == std::string_view::npos || !path.empty()) return std::nullopt;
  address.collection = last.substr(0, colon);
  address.method = last.substr(colon + 1);
  return address;
}

AdsError unauthenticated(std::string_view reason, std::string_view message) {
  return {.http_status = 401,
          .family = "authenticationError",
          .reason = std::string(reason),
          .message = std::string(message)};
}

std::optional<AdsError> wrong_sign_in(const Platform& platform, const Request& request) {
  if (request.header("authorization") != "Bearer " + platform.behaviour.access_token) {
    return unauthenticated("OAUTH_TOKEN_INVALID",
                           "Request had invalid authentication credentials.");
  }
  if (request.header("developer-token") != kDeveloperToken) {
    return unauthenticated("DEVELOPER_TOKEN_INVALID", "The developer token is not valid.");
  }
  const auto manager = request.header("login-customer-id");
  if (manager.empty() || is_number(manager)) return std::nullopt;
  return unauthenticated("CLIENT_CUSTOMER_ID_INVALID", "login-customer-id has to be digits.");
}

std::optional<AdsError> asked_for(const Fault* fault) {
  if (fault == nullptr) return std::nullopt;
  if (fault->action == "expire_token") {
    return unauthenticated("OAUTH_TOKEN_EXPIRED", "The access token has expired.");
  }
  if (fault->action == "rate_limit") {
    return AdsError{.http_status = 429,
                    .family = "quotaError",
                    .reason = "RESOURCE_EXHAUSTED",
                    .message = "Too many requests. Retry in 30 seconds.",
                    .retry_after = kQuotaRest};
  }
  if (fault->action != "error") return std::nullopt;
  const bool transient = fault->code == 1 || fault->code == 2;
  return AdsError{.http_status = transient ? 500 : 400,
                  .family = transient ? "internalError" : "requestError",
                  .reason = transient ? "TRANSIENT_ERROR" : "UNKNOWN",
                  .message = "An error that was asked for"};
}

/// The market's own limits, said as Google says them.
std::optional<AdsError> over_quota(Platform& platform, std::size_t account,
                                   const Address& address) {
  auto& one = platform.accounts[account];
  const auto load = address.method == "mutate" ? meta_double::Load::Write : meta_double::Load::Read;
  if (!meta_double::charge(platform, one, load)) return std::nullopt;
  const auto blocked = one.usage.blocked_until;
  return AdsError{
      .http_status = 429,
      .family = "quotaError",
      .reason = "RESOURCE_EXHAUSTED",
      .message = "Too many requests.",
      .retry_after = blocked && *blocked > platform.now ? *blocked - platform.now : kQuotaRest};
}

std::string mask_of(const Gaql& query) {
  std::string mask;
  for (const auto& field : query.select) {
    mask += (mask.empty() ? "" : ",") + in_camel_case(field);
  }
  return mask;
}

/// A stream of rows, a few at a time; one chunk where there are none.
value stream_of(Platform& platform, const Gaql& query, const array& rows) {
  array chunks;
  for (std::size_t at = 0; at < rows.size() || chunks.empty(); at += kRowsPerChunk) {
    object chunk;
    const auto end = std::min(at + kRowsPerChunk, rows.size());
    if (at < end) {
      chunk["results"] = array(rows.begin() + static_cast<std::ptrdiff_t>(at),
                               rows.begin() + static_cast<std::ptrdiff_t>(end));
    }
    chunk["fieldMask"] = mask_of(query);
    chunk["requestId"] = platform.new_trace();
    chunks.push_back(std::move(chunk));
  }
  return chunks;
}

/// A page is asked for by the number of its first row.
Ads<value> page_of(const Gaql& query, const array& rows, std::string_view token) {
  std::size_t first = 0;
  if (!token.empty()) {
    const auto [end, trouble] = std::from_chars(token.data(), token.data() + token.size(), first);
    if (trouble != std::errc{} || end != token.data() + token.size() || first >= rows.size()) {
      return tl::unexpected(AdsError{.reason = "INVALID_PAGE_TOKEN", .message = "No such page."});
    }
  }
  const auto end = std::min(first + kRowsPerPage, rows.size());
  object page{{"results", array(rows.begin() + static_cast<std::ptrdiff_t>(first),
                                rows.begin() + static_cast<std::ptrdiff_t>(end))},
              {"fieldMask", mask_of(query)}};
  if (end < rows.size()) page["nextPageToken"] = std::to_string(end);
  return page;
}

Ads<value> search(Platform& platform, std::size_t account, const Address& address,
                  const object& body, bool stale) {
  for (const auto& [name, one] : body) {
    const bool known = name == "query" || (name == "pageToken" && address.method == "search");
    if (!known || !one.is_string()) {
      return tl::unexpected(
          AdsError{.reason = "INVALID_INPUT",
                   .message = fmt::format("Invalid JSON payload received. Unknown name \"{}\"",
                                          std::string_view(name))});
    }
  }
  const auto* const text = body.if_contains("query");
  if (text == nullptr) return tl::unexpected(field_error("query", "REQUIRED", "Is missing."));
  const auto query = parse_gaql(std::string_view(text->get_string()));
  if (!query) return tl::unexpected(query.error());
  const auto rows = run_query(platform, account, *query, stale);
  if (!rows) return tl::unexpected(rows.error());
  if (address.method == "searchStream") return stream_of(platform, *query, *rows);
  const auto* const token = body.if_contains("pageToken");
  return page_of(*query, *rows, token == nullptr ? std::string_view() : token->get_string());
}

AdsError no_method() {
  return {.http_status = 404, .reason = "UNKNOWN", .message = "Method not found."};
}

value accessible(const Platform& platform) {
  array names;
  for (const auto& account : platform.accounts) names.push_back(value("customers/" + account.id));
  return object{{"resourceNames", std::move(names)}};
}

Ads<value> work(Platform& platform, const Request& request, const Address& address, bool stale) {
  if (address.customer.empty()) {
    const bool asks = request.method == "GET" && address.collection == "customers" &&
                      address.method == "listAccessibleCustomers";
    if (asks) return accessible(platform);
    return tl::unexpected(no_method());
  }
  if (request.method != "POST") return tl::unexpected(no_method());
  const auto* const account = find_account(platform, address.customer);
  if (account == nullptr) {
    return tl::unexpected(AdsError{.http_status = 403,
                                   .family = "authorizationError",
                                   .reason = "USER_PERMISSION_DENIED",
                                   .message = "User doesn't have permission to access customer."});
  }
  const auto index = static_cast<std::size_t>(account - platform.accounts.data());
  if (auto full = over_quota(platform, index, address)) return tl::unexpected(*std::move(full));
  const auto tree = json::parse(request.body, "body", kBodyLimits);
  const auto* const body = tree ? tree->if_object() : nullptr;
  if (body == nullptr || !request.header("content-type").starts_with("application/json")) {
    return tl::unexpected(AdsError{.reason = "INVALID_INPUT", .message = "The body is no JSON."});
  }
  const bool searches = address.collection == "googleAds" &&
                        (address.method == "searchStream" || address.method == "search");
  if (searches) return search(platform, index, address, *body, stale);
  if (address.method != "mutate") return tl::unexpected(no_method());
  auto done = mutate(platform, index, address.collection, *body);
  if (!done) return tl::unexpected(std::move(done).error());
  return value(*std::move(done));
}

}  // namespace

Response speak_google(Platform& platform, const Request& request, const Fault* fault) {
  if (request.path() == "/token" && asked_for(fault) == std::nullopt) {
    return give_token(platform, request);
  }
  const auto trace = platform.new_trace();
  const auto address = address_of(request.path());
  const bool stale = fault != nullptr && fault->action == "stale_read";
  auto wrong = asked_for(fault);
  if (!wrong) wrong = wrong_sign_in(platform, request);
  auto answer = wrong      ? Ads<value>(tl::unexpected(*std::move(wrong)))
                : !address ? Ads<value>(tl::unexpected(no_method()))
                           : work(platform, request, *address, stale);
  Response response{
      .headers = {{"content-type", "application/json; charset=UTF-8"}, {"request-id", trace}}};
  if (answer) {
    response.body = json::compact(*answer);
    return response;
  }
  response.status = answer.error().http_status;
  value body = error_body(answer.error(), trace);
  if (address && address->method == "searchStream") body = array{std::move(body)};
  response.body = json::compact(body);
  return response;
}

meta_double::Behaviour google_behaviour() {
  return {.access_token = "ya29.double", .budget_on_campaign = true};
}

}  // namespace gv::google_double
