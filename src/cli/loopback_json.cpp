#include "cli/loopback_json.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::cli {
namespace {

constexpr std::size_t kAnswerShown = 500;

}  // namespace

LoopbackJson::LoopbackJson(std::string base_url)
    : base_url_(std::move(base_url)), client_(http_client::Limits{.allow_private = true}) {}

void LoopbackJson::set_header(const std::string& name, const std::string& value) {
  std::erase_if(headers_, [&](const auto& header) { return header.first == name; });
  headers_.emplace_back(name, value);
}

Result<http_client::Response> LoopbackJson::send_text(std::string_view method,
                                                      const std::string& path,
                                                      const std::string& body,
                                                      const http_client::Headers& headers) const {
  http_client::Request request{
      .method = std::string(method), .url = base_url_ + path, .headers = headers_, .body = body};
  if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
  request.headers.insert(request.headers.end(), headers.begin(), headers.end());
  return client_.send(request);
}

Result<boost::json::value> LoopbackJson::send(std::string_view method, const std::string& path,
                                              const boost::json::value& body,
                                              const http_client::Headers& headers) const {
  const auto text = body.is_null() ? std::string() : json::compact(body);
  GV_TRY(const auto response, send_text(method, path, text, headers));
  if (response.status < 200 || response.status > 299) {
    return fail(
        ErrorCode::NotAvailable, fmt::format("{} {}", method, path),
        fmt::format("answered {}: {}", response.status, excerpt(response.body, kAnswerShown)));
  }
  if (response.body.empty()) return boost::json::value();
  return json::parse(response.body, path);
}

Result<boost::json::value> LoopbackJson::get(const std::string& path) const {
  return send("GET", path, {});
}

Result<boost::json::value> LoopbackJson::post(const std::string& path,
                                              const boost::json::value& body,
                                              const http_client::Headers& headers) const {
  return send("POST", path, body, headers);
}

}  // namespace gv::cli
