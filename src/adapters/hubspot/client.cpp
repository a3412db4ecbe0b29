#include "adapters/hubspot/client.h"

#include <algorithm>
#include <array>

#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "base/check.h"
#include "base/utf8.h"
#include "io/json/serialize.h"

namespace gv::hubspot {
namespace {

constexpr std::string_view kDealProperties =
    "properties=dealstage&properties=amount&properties=pipeline&properties=closedate"
    "&properties=deal_currency_code&propertiesWithHistory=dealstage&propertiesWithHistory=amount"
    "&associations=contacts";

constexpr std::array<std::string_view, 14> kContactProperties{"email",       "phone",
                                                              "firstname",   "lastname",
                                                              "city",        "state",
                                                              "zip",         "country",
                                                              "gv_click_id", "hs_facebook_click_id",
                                                              "fbclid",      "hs_google_click_id",
                                                              "gclid",       "ttclid"};

/// Ids come from outside; in a path they may be nothing but an id.
bool is_id(std::string_view id) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  return !id.empty() && id.size() <= 64 && id.find_first_not_of(kAllowed) == std::string_view::npos;
}

ApiError bad_id(std::string_view id) {
  return {
      .code = "invalid_input",
      .message = fmt::format("must be an id of letters, digits, _ and -, got {} bytes", id.size())};
}

template <class T>
ApiResult<T> or_error(Result<T> read, const std::string& body) {
  if (read) return *std::move(read);
  ApiError error = api_error(read.error());
  error.http_status = 200;
  error.retryable = false;
  error.raw_excerpt = excerpt(body, kRawExcerptMax);
  return tl::unexpected(std::move(error));
}

std::string search_body(TimePoint since, std::string_view after) {
  using boost::json::array;
  using boost::json::object;
  const object filter{{"propertyName", "hs_lastmodifieddate"},
                      {"operator", "GTE"},
                      {"value", std::to_string(since.time_since_epoch().count())}};
  object body{
      {"filterGroups", array{object{{"filters", array{filter}}}}},
      {"sorts", array{object{{"propertyName", "hs_lastmodifieddate"}, {"direction", "ASCENDING"}}}},
      {"properties",
       array{"dealstage", "amount", "pipeline", "deal_currency_code", "hs_lastmodifieddate"}},
      {"limit", 100}};
  if (!after.empty()) body["after"] = after;
  return json::compact(body);
}

}  // namespace

Client::Client(ClientConfig config, ClientTools tools)
    : config_(std::move(config)),
      tools_(std::move(tools)),
      limiter_(config_.burst, Millis{10'000}),
      search_limiter_(1, config_.search_spacing) {
  GV_CHECK(tools_.send && tools_.wait && tools_.token && tools_.clock && tools_.rng);
  while (config_.base_url.ends_with('/')) config_.base_url.pop_back();
}

ApiResult<Deal> Client::deal(std::string_view id) {
  if (!is_id(id)) return tl::unexpected(bad_id(id));
  return get(fmt::format("/crm/{}/objects/deals/{}?{}", config_.version, id, kDealProperties))
      .and_then([](const std::string& body) { return or_error(read_deal(body), body); });
}

ApiResult<Contact> Client::contact(std::string_view id) {
  if (!is_id(id)) return tl::unexpected(bad_id(id));
  std::string path =
      fmt::format("/crm/{}/objects/contacts/{}?properties=msclkid", config_.version, id);
  for (const auto property : kContactProperties) path += fmt::format("&properties={}", property);
  return get(path).and_then(
      [](const std::string& body) { return or_error(read_contact(body), body); });
}

ApiResult<std::vector<std::string>> Client::contacts_of(std::string_view deal_id) {
  if (!is_id(deal_id)) return tl::unexpected(bad_id(deal_id));
  return get(fmt::format("/crm/v4/objects/deals/{}/associations/contacts", deal_id))
      .and_then([](const std::string& body) { return or_error(read_associations(body), body); });
}

ApiResult<std::vector<Pipeline>> Client::pipelines() {
  return get(fmt::format("/crm/{}/pipelines/deals", config_.version))
      .and_then([](const std::string& body) { return or_error(read_pipelines(body), body); });
}

ApiResult<DealPage> Client::deals_modified_since(TimePoint since, std::string_view after) {
  if (const Millis pause = search_limiter_.take(tools_.clock->now()); pause > Millis{0}) {
    tools_.wait(pause);
  }
  return call({.method = "POST",
               .url =
                   fmt::format("{}/crm/{}/objects/deals/search", config_.base_url, config_.version),
               .headers = {{"Content-Type", "application/json"}},
               .body = search_body(since - config_.watermark_overlap, after),
               .repeatable = true})
      .and_then([](const std::string& body) { return or_error(read_deal_page(body), body); });
}

ApiResult<std::string> Client::get(std::string_view path) {
  return call({.url = config_.base_url + std::string(path)});
}

ApiResult<std::string> Client::call(http_client::Request request) {
  if (!breaker_.allows(tools_.clock->now())) {
    return tl::unexpected(ApiError{.code = "circuit_open",
                                   .message = "is left alone after repeated failures",
                                   .retryable = true});
  }
  auto response = authorised(request, false);
  if (response && response->status == 401) response = authorised(request, true);
  breaker_.record(response && response->status < 500, tools_.clock->now());
  if (!response) return tl::unexpected(api_error(response.error()));
  if (response->status >= 300) return tl::unexpected(api_error(*response, tools_.clock->now()));
  return std::move(response->body);
}

Result<http_client::Response> Client::authorised(http_client::Request& request, bool refresh) {
  GV_TRY(const std::string token, tools_.token(refresh));
  std::erase_if(request.headers, [](const auto& one) { return one.first == "Authorization"; });
  request.headers.emplace_back("Authorization", "Bearer " + token);
  // Repetitions count against the limit like any other request.
  const http_client::Send limited = [this](const http_client::Request& one) {
    if (const Millis pause = limiter_.take(tools_.clock->now()); pause > Millis{0}) {
      tools_.wait(pause);
    }
    return tools_.send(one);
  };
  return http_client::send_with_retries(limited, request, tools_.wait, *tools_.rng, *tools_.clock,
                                        config_.retry);
}

}  // namespace gv::hubspot
