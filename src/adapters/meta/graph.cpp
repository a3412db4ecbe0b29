#include "adapters/meta/graph.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "adapters/meta/graph_error.h"
#include "base/hmac.h"
#include "io/http_client/retry.h"
#include "io/json/json.h"
#include "io/json/loose.h"

namespace gv::meta {
namespace {

constexpr json::ParseLimits kBodyLimits{.bytes_max = 32u << 20, .depth_max = 32};
constexpr std::size_t kRowsMax = 500'000;
constexpr std::size_t kIdBytesMax = 64;
constexpr Millis kRetryAfterMax{86'400'000};

/// The `error_data` of a refusal that says where an upload goes on; nothing for any other answer.
std::optional<boost::json::object> upload_offsets(std::string_view body) {
  if (body.find("1363037") == std::string_view::npos) return std::nullopt;
  const auto tree = json::parse(body, "answer", kBodyLimits);
  const auto* const answer = tree ? tree->if_object() : nullptr;
  const auto* const error = answer == nullptr ? nullptr : json::object_of(*answer, "error");
  if (error == nullptr || json::whole_of(*error, "error_subcode") != 1363037) return std::nullopt;
  if (const auto* const data = json::object_of(*error, "error_data")) return *data;
  const auto inner = json::parse(json::text_of(*error, "error_data"), "error_data", kBodyLimits);
  const auto* const data = inner ? inner->if_object() : nullptr;
  return data == nullptr ? std::nullopt : std::optional(*data);
}

/// What Retry-After asks for in seconds. Meta sends no dates, which would be spans of years here.
std::optional<Millis> asked_wait(const http_client::Response& answer) {
  const auto header = answer.header("retry-after");
  const bool tells = header && header->find_first_not_of("0123456789") == std::string_view::npos;
  const auto wait = tells ? http_client::retry_after(*header, TimePoint{}) : std::nullopt;
  return wait && *wait <= kRetryAfterMax ? wait : std::nullopt;
}

execute::PlatformError strange(std::string message) {
  return {.error_class = execute::ErrorClass::Invalid, .message = std::move(message)};
}

}  // namespace

bool is_graph_id(std::string_view id) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
  return !id.empty() && id.size() <= kIdBytesMax &&
         id.find_first_not_of(kAllowed) == std::string_view::npos;
}

std::string appsecret_proof(std::string_view app_secret, std::string_view token) {
  return to_hex(hmac_sha256(app_secret, {token}));
}

Graph::Graph(GraphConfig config, http_client::Send send)
    : config_(std::move(config)), send_(std::move(send)) {
  for (auto* const url : {&config_.base_url, &config_.video_url}) {
    while (url->ends_with('/')) url->pop_back();
  }
  if (!config_.app_secret.empty()) proof_ = appsecret_proof(config_.app_secret, config_.token);
}

std::string Graph::account_path(std::string_view edge) const {
  return fmt::format("act_{}/{}", config_.account, edge);
}

std::string Graph::address(const std::string& base, std::string_view path,
                           const Params& query) const {
  auto all = query;
  all["access_token"] = config_.token;
  if (!proof_.empty()) all["appsecret_proof"] = proof_;
  return fmt::format("{}/{}/{}?{}", base, config_.version, path, form_of(all));
}

app::PlatformReply<GraphAnswer> Graph::get(std::string_view path, const Params& params) const {
  return call({.url = address(config_.base_url, path, params)}, false);
}

app::PlatformReply<GraphAnswer> Graph::post(std::string_view path, const Params& params,
                                            bool writes) const {
  return call({.method = "POST",
               .url = address(config_.base_url, path, {}),
               .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
               .body = form_of(params)},
              writes);
}

app::PlatformReply<GraphAnswer> Graph::upload(std::string_view path, const Params& params,
                                              const std::vector<FilePart>& files) const {
  auto form = http_client::multipart_of(params, files);
  return call({.method = "POST",
               .url = address(config_.video_url, path, {}),
               .headers = {{"Content-Type", std::move(form.content_type)}},
               .body = std::move(form.body)},
              true);
}

app::PlatformReply<GraphAnswer> Graph::call(http_client::Request request, bool writes) const {
  const auto answered = send_(request);
  if (!answered) return {tl::unexpected(transport_error(answered.error(), writes)), {}};
  const auto usage = usage_of(answered->headers);
  if (auto offsets = upload_offsets(answered->body)) return {GraphAnswer{*offsets, ""}, usage};
  if (auto error = graph_error(answered->status, answered->body, writes)) {
    if (!error->retry_after) error->retry_after = asked_wait(*answered);
    if (!error->retry_after && usage) error->retry_after = usage->regain_after;
    return {tl::unexpected(*std::move(error)), usage};
  }
  auto tree = json::parse(answered->body, "answer", kBodyLimits);
  return {
      GraphAnswer{*std::move(tree), std::string(answered->header("x-fb-trace-id").value_or(""))},
      usage};
}

app::PlatformReply<boost::json::array> Graph::list(std::string_view path, Params params) const {
  app::PlatformReply<boost::json::array> all{boost::json::array(), {}};
  for (;;) {
    auto page = get(path, params);
    all.usage = page.usage;
    if (!page.result) return {tl::unexpected(std::move(page.result).error()), page.usage};
    auto* const body = page.result->body.if_object();
    const auto* const data = body == nullptr ? nullptr : json::array_of(*body, "data");
    if (data == nullptr) return {tl::unexpected(strange("a page without data")), page.usage};
    all.result->insert(all.result->end(), data->begin(), data->end());
    const auto* const paging = json::object_of(*body, "paging");
    if (paging == nullptr || json::text_of(*paging, "next").empty()) return all;
    const auto* const cursors = json::object_of(*paging, "cursors");
    auto after = cursors == nullptr ? std::string() : json::text_of(*cursors, "after");
    if (after.empty() || after == params["after"] || all.result->size() > kRowsMax) {
      return {tl::unexpected(strange("pages that do not end")), page.usage};
    }
    params["after"] = std::move(after);
  }
}

}  // namespace gv::meta
