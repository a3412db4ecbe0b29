#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "app/ports/ad_platform.h"
#include "io/http_client/client.h"
#include "io/http_client/form.h"

namespace gv::tiktok {

/// What a connection to an advertiser is made of.
struct ApiConfig {
  std::string base_url{"https://business-api.tiktok.com"};
  std::string version{"v1.3"};
  std::string advertiser;
  std::string token;
};

/// How the API is reached, and by which clock a quota of the day ends.
struct ApiTools {
  http_client::Send send;
  std::function<TimePoint()> now;
};

/// Parameters of a query by name; lists and objects as JSON text.
using Params = http_client::Fields;

/// The data of a successful answer. Code 20001: a part of what was asked for was done.
struct ApiAnswer {
  boost::json::value data;
  int code{0};
  std::string request_id;
};

/// Calls of the API for Business, one request each, never repeated, all for one advertiser. The
/// token is in a header and nowhere else. Safe to use from several threads.
class BusinessApi {
 public:
  BusinessApi(ApiConfig config, ApiTools tools);

  [[nodiscard]] const std::string& advertiser() const { return config_.advertiser; }
  [[nodiscard]] TimePoint now() const { return tools_.now(); }

  /// `path` as TikTok lists it, with the slash at its end: "campaign/get/".
  [[nodiscard]] app::PlatformReply<ApiAnswer> get(std::string_view path, Params params) const;
  [[nodiscard]] app::PlatformReply<ApiAnswer> post(std::string_view path,
                                                   boost::json::object body) const;
  [[nodiscard]] app::PlatformReply<ApiAnswer> upload(
      std::string_view path, Params fields, const std::vector<http_client::FilePart>& files) const;
  /// All pages of a list. Errors: Invalid for a page that is none, or more than a thousand pages.
  [[nodiscard]] app::PlatformReply<boost::json::array> list(std::string_view path, Params params,
                                                            int page_size) const;

 private:
  [[nodiscard]] std::string address(std::string_view path) const;
  [[nodiscard]] app::PlatformReply<ApiAnswer> call(http_client::Request request, bool writes) const;

  ApiConfig config_;
  ApiTools tools_;
};

/// Whether it may be an id of TikTok: 1 to 64 letters, digits and '_'.
[[nodiscard]] bool is_id(std::string_view id);

}  // namespace gv::tiktok
