#include "adapters/google_ads/rest.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "adapters/google_ads/google_error.h"
#include "io/json/json.h"
#include "io/json/loose.h"
#include "io/json/serialize.h"

namespace gv::google_ads {
namespace {

using boost::json::array;
using boost::json::object;
using execute::ErrorClass;
using execute::PlatformError;

constexpr json::ParseLimits kAnswerLimits{.bytes_max = 32u << 20, .depth_max = 32};
constexpr std::size_t kIdDigitsMax = 20;
constexpr int kUnauthorised = 401;

bool is_digits(std::string_view text) {
  return !text.empty() && text.size() <= kIdDigitsMax &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

PlatformError strange_answer(std::string message) {
  return {.error_class = ErrorClass::Transient, .message = std::move(message)};
}

/// The name of what one operation did: its own, or that within the one result that it has.
std::string resource_in(const boost::json::value& result) {
  const auto* const told = result.if_object();
  if (told == nullptr || told->empty()) return {};
  if (auto name = json::text_of(*told, "resourceName"); !name.empty()) return name;
  const auto* const inner = told->begin()->value().if_object();
  return inner == nullptr ? std::string() : json::text_of(*inner, "resourceName");
}

MutateAnswer read_mutate(const boost::json::value& body, std::string_view results,
                         std::size_t count, std::string trace_id) {
  MutateAnswer answer{.trace_id = std::move(trace_id)};
  answer.resources.resize(count);
  const auto* const told = body.if_object();
  if (told == nullptr) return answer;
  answer.failed = partial_failures(*told);
  const auto* const list = json::array_of(*told, results);
  for (std::size_t i = 0; list != nullptr && i < std::min(count, list->size()); ++i) {
    answer.resources[i] = resource_in((*list)[i]);
  }
  return answer;
}

}  // namespace

bool is_google_id(std::string_view id, app::EntityLevel level) {
  if (level != app::EntityLevel::Ad) return is_digits(id);
  const auto joint = id.find('~');
  return joint != std::string_view::npos && is_digits(id.substr(0, joint)) &&
         is_digits(id.substr(joint + 1));
}

std::string id_of_resource(std::string_view resource) {
  return std::string(resource.substr(resource.rfind('/') + 1));
}

Rest::Rest(RestConfig config, std::shared_ptr<Tokens> tokens, http_client::Send send)
    : config_(std::move(config)), tokens_(std::move(tokens)), send_(std::move(send)) {
  while (config_.base_url.ends_with('/')) config_.base_url.pop_back();
}

std::string Rest::resource(std::string_view kind, std::string_view id) const {
  return fmt::format("customers/{}/{}/{}", config_.customer, kind, id);
}

tl::expected<std::string, PlatformError> Rest::token() const {
  if (!config_.grant) return config_.access_token;
  return tokens_->token(*config_.grant);
}

tl::expected<Rest::Answer, PlatformError> Rest::send_once(std::string_view method,
                                                          const std::string& body,
                                                          const std::string& token,
                                                          bool writes) const {
  http_client::Request request{.method = "POST",
                               .url = fmt::format("{}/{}/customers/{}/{}", config_.base_url,
                                                  config_.version, config_.customer, method),
                               .headers = {{"Authorization", "Bearer " + token},
                                           {"developer-token", config_.developer_token},
                                           {"Content-Type", "application/json"}},
                               .body = body,
                               .repeatable = !writes};
  if (!config_.login_customer.empty()) {
    request.headers.emplace_back("login-customer-id", config_.login_customer);
  }
  const auto answered = send_(request);
  if (!answered) return tl::unexpected(transport_error(answered.error(), writes));
  std::string trace_id(answered->header("request-id").value_or(""));
  if (auto error = google_error(answered->status, answered->body, writes)) {
    if (error->trace_id.empty()) error->trace_id = std::move(trace_id);
    return tl::unexpected(*std::move(error));
  }
  auto tree = json::parse(answered->body, "answer", kAnswerLimits);
  return Answer{*std::move(tree), std::move(trace_id)};
}

tl::expected<Rest::Answer, PlatformError> Rest::post(std::string_view method, const object& body,
                                                     bool writes) const {
  const auto text = json::compact(body);
  auto used = token();
  if (!used) return tl::unexpected(std::move(used).error());
  auto answer = send_once(method, text, *used, writes);
  if (answer || answer.error().code != kUnauthorised || !config_.grant) return answer;
  tokens_->forget(*config_.grant, *used);
  used = token();
  if (!used) return tl::unexpected(std::move(used).error());
  return send_once(method, text, *used, writes);
}

app::PlatformReply<array> Rest::search(std::string_view query) const {
  auto answer = post("googleAds:searchStream", {{"query", query}}, false);
  if (!answer) return {tl::unexpected(std::move(answer).error()), {}};
  auto* const chunks = answer->body.if_array();
  if (chunks == nullptr) return {tl::unexpected(strange_answer("a stream that is no list")), {}};
  array rows;
  for (auto& chunk : *chunks) {
    auto* const told = chunk.if_object();
    const auto* const results = told == nullptr ? nullptr : json::array_of(*told, "results");
    if (results != nullptr) rows.insert(rows.end(), results->begin(), results->end());
  }
  return {std::move(rows), {}};
}

app::PlatformReply<Rest::Page> Rest::page(std::string_view query, const std::string& token) const {
  object body{{"query", query}};
  if (!token.empty()) body["pageToken"] = token;
  auto answer = post("googleAds:search", body, false);
  if (!answer) return {tl::unexpected(std::move(answer).error()), {}};
  auto* const told = answer->body.if_object();
  if (told == nullptr) return {tl::unexpected(strange_answer("a page that is no object")), {}};
  Page page{.rows = {}, .next = json::text_of(*told, "nextPageToken")};
  if (const auto* const rows = json::array_of(*told, "results")) page.rows = *rows;
  if (page.next == token && !token.empty()) {
    return {tl::unexpected(strange_answer("pages that do not end")), {}};
  }
  return {std::move(page), {}};
}

app::PlatformReply<MutateAnswer> Rest::mutate(std::string_view resources, array operations,
                                              app::ApplyMode mode) const {
  const auto count = operations.size();
  const auto answer = post(fmt::format("{}:mutate", resources),
                           {{"operations", std::move(operations)},
                            {"partialFailure", true},
                            {"validateOnly", mode == app::ApplyMode::ValidateOnly},
                            {"responseContentType", "RESOURCE_NAME_ONLY"}},
                           mode == app::ApplyMode::Apply);
  if (!answer) return {tl::unexpected(answer.error()), {}};
  return {read_mutate(answer->body, "results", count, answer->trace_id), {}};
}

app::PlatformReply<MutateAnswer> Rest::mutate_together(array operations,
                                                       app::ApplyMode mode) const {
  const auto count = operations.size();
  const auto answer = post("googleAds:mutate",
                           {{"mutateOperations", std::move(operations)},
                            {"partialFailure", false},
                            {"validateOnly", mode == app::ApplyMode::ValidateOnly},
                            {"responseContentType", "RESOURCE_NAME_ONLY"}},
                           mode == app::ApplyMode::Apply);
  if (!answer) return {tl::unexpected(answer.error()), {}};
  return {read_mutate(answer->body, "mutateOperationResponses", count, answer->trace_id), {}};
}

}  // namespace gv::google_ads
