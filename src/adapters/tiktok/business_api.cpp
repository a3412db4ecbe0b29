#include "adapters/tiktok/business_api.h"

#include <utility>

#include <fmt/format.h>

#include "adapters/tiktok/api_error.h"
#include "io/http_client/retry.h"
#include "io/json/json.h"
#include "io/json/loose.h"
#include "io/json/serialize.h"

namespace gv::tiktok {
namespace {

constexpr json::ParseLimits kBodyLimits{.bytes_max = 32u << 20, .depth_max = 32};
constexpr std::int64_t kPagesMax = 1'000;
constexpr std::size_t kIdBytesMax = 64;
constexpr Millis kRetryAfterMax{86'400'000};

/// What Retry-After asks for. TikTok sends none; what stands before it may.
std::optional<Millis> asked_wait(const http_client::Response& answer, TimePoint now) {
  const auto header = answer.header("retry-after");
  const auto wait = header ? http_client::retry_after(*header, now) : std::nullopt;
  return wait && *wait <= kRetryAfterMax ? wait : std::nullopt;
}

execute::PlatformError strange_list(std::string message) {
  return {.error_class = execute::ErrorClass::Invalid, .message = std::move(message)};
}

}  // namespace

bool is_id(std::string_view id) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
  return !id.empty() && id.size() <= kIdBytesMax &&
         id.find_first_not_of(kAllowed) == std::string_view::npos;
}

BusinessApi::BusinessApi(ApiConfig config, ApiTools tools)
    : config_(std::move(config)), tools_(std::move(tools)) {
  while (config_.base_url.ends_with('/')) config_.base_url.pop_back();
}

std::string BusinessApi::address(std::string_view path) const {
  return fmt::format("{}/open_api/{}/{}", config_.base_url, config_.version, path);
}

app::PlatformReply<ApiAnswer> BusinessApi::get(std::string_view path, Params params) const {
  params["advertiser_id"] = config_.advertiser;
  return call({.url = address(path) + "?" + http_client::form_of(params)}, false);
}

app::PlatformReply<ApiAnswer> BusinessApi::post(std::string_view path,
                                                boost::json::object body) const {
  body["advertiser_id"] = config_.advertiser;
  return call({.method = "POST",
               .url = address(path),
               .headers = {{"Content-Type", "application/json"}},
               .body = json::compact(body)},
              true);
}

app::PlatformReply<ApiAnswer> BusinessApi::upload(
    std::string_view path, Params fields, const std::vector<http_client::FilePart>& files) const {
  fields["advertiser_id"] = config_.advertiser;
  auto form = http_client::multipart_of(fields, files);
  return call({.method = "POST",
               .url = address(path),
               .headers = {{"Content-Type", std::move(form.content_type)}},
               .body = std::move(form.body)},
              true);
}

app::PlatformReply<ApiAnswer> BusinessApi::call(http_client::Request request, bool writes) const {
  request.headers.emplace_back("Access-Token", config_.token);
  const auto answered = tools_.send(request);
  if (!answered) return {tl::unexpected(no_answer(answered.error(), writes)), {}};
  const auto now = tools_.now();
  if (auto error = api_error(answered->status, answered->body, writes, now)) {
    if (!error->retry_after) error->retry_after = asked_wait(*answered, now);
    return {tl::unexpected(*std::move(error)), {}};
  }
  const auto tree = json::parse(answered->body, "answer", kBodyLimits);
  const auto& envelope = tree->get_object();  // or it would have been an error
  const auto* const data = json::member(envelope, "data");
  return {ApiAnswer{.data = data == nullptr ? boost::json::value() : *data,
                    .code = static_cast<int>(json::whole_of(envelope, "code").value_or(0)),
                    .request_id = json::text_of(envelope, "request_id")},
          {}};
}

app::PlatformReply<boost::json::array> BusinessApi::list(std::string_view path, Params params,
                                                         int page_size) const {
  boost::json::array all;
  params["page_size"] = std::to_string(page_size);
  for (std::int64_t page = 1;; ++page) {
    params["page"] = std::to_string(page);
    auto answer = get(path, params);
    if (!answer.result) return {tl::unexpected(std::move(answer.result).error()), {}};
    const auto* const data = answer.result->data.if_object();
    const auto* const rows = data == nullptr ? nullptr : json::array_of(*data, "list");
    if (rows == nullptr) return {tl::unexpected(strange_list("a page without a list")), {}};
    all.insert(all.end(), rows->begin(), rows->end());
    const auto* const info = json::object_of(*data, "page_info");
    const auto pages = info == nullptr ? 1 : json::whole_of(*info, "total_page").value_or(1);
    if (page >= pages) return {std::move(all), {}};
    if (rows->empty() || page == kPagesMax) {
      return {tl::unexpected(strange_list("pages that do not end")), {}};
    }
  }
}

}  // namespace gv::tiktok
