#include "adapters/tiktok_double/business_api.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "adapters/meta_double/objects.h"
#include "adapters/tiktok_double/advertisers.h"
#include "adapters/tiktok_double/changes.h"
#include "adapters/tiktok_double/quotas.h"
#include "adapters/tiktok_double/report.h"
#include "adapters/tiktok_double/videos.h"
#include "base/hmac.h"
#include "io/json/serialize.h"

namespace gv::tiktok_double {
namespace {

using meta_double::Fault;
using meta_double::Request;
using meta_double::Response;

constexpr std::string_view kBase = "/open_api/v1.3/";
constexpr int kTokenEmpty = 40104;
constexpr int kTokenWrong = 40105;
constexpr int kFaultTooOften = 40100;
constexpr int kNoAdvertiser = 40300;
constexpr int kNoPath = 40400;
constexpr int kOwnCodes = 20'000;  ///< from here on a fault's code is one of TikTok

/// One operation under way.
struct Operation {
  Platform& platform;
  std::size_t account;
  const Call& call;
  bool stale;
};

struct Route {
  std::string_view method;
  std::string_view path;
  Api<Done> (*work)(const Operation&);
};

Api<Done> telling(const Operation& one) { return advertiser_info(one.platform, one.call); }
template <Kind kKind>
Api<Done> listing(const Operation& one) {
  return list_things(one.platform, one.account, kKind, one.call, one.stale);
}
template <Kind kKind>
Api<Done> creating(const Operation& one) {
  return create_thing(one.platform, one.account, kKind, one.call);
}
template <Kind kKind>
Api<Done> updating(const Operation& one) {
  return update_thing(one.platform, one.account, kKind, one.call);
}
template <Kind kKind>
Api<Done> setting(const Operation& one) {
  return set_status(one.platform, one.account, kKind, one.call);
}
Api<Done> creating_ads(const Operation& one) {
  return create_ads(one.platform, one.account, one.call);
}
Api<Done> uploading(const Operation& one) {
  return upload_video(one.platform, one.account, one.call);
}
Api<Done> informing(const Operation& one) {
  return video_info(one.platform, one.account, one.call);
}
Api<Done> searching(const Operation& one) {
  return search_videos(one.platform, one.account, one.call);
}
Api<Done> reporting(const Operation& one) {
  return read_report(one.platform, one.account, one.call);
}

constexpr std::array<Route, 16> kRoutes{{
    {"GET", "advertiser/info/", telling},
    {"GET", "campaign/get/", listing<Kind::Campaign>},
    {"GET", "adgroup/get/", listing<Kind::AdSet>},
    {"GET", "ad/get/", listing<Kind::Ad>},
    {"POST", "campaign/create/", creating<Kind::Campaign>},
    {"POST", "adgroup/create/", creating<Kind::AdSet>},
    {"POST", "ad/create/", creating_ads},
    {"POST", "campaign/update/", updating<Kind::Campaign>},
    {"POST", "adgroup/update/", updating<Kind::AdSet>},
    {"POST", "campaign/status/update/", setting<Kind::Campaign>},
    {"POST", "adgroup/status/update/", setting<Kind::AdSet>},
    {"POST", "ad/status/update/", setting<Kind::Ad>},
    {"POST", "file/video/ad/upload/", uploading},
    {"GET", "file/video/ad/info/", informing},
    {"GET", "file/video/ad/search/", searching},
    {"GET", "report/integrated/get/", reporting},
}};

/// The route of a path; null: there is none, or not for this method, or its slash is missing.
const Route* route_of(const Request& request) {
  auto path = request.path();
  if (!path.starts_with(kBase)) return nullptr;
  path.remove_prefix(kBase.size());
  const auto* const found = std::find_if(kRoutes.begin(), kRoutes.end(), [&](const Route& one) {
    return one.path == path && one.method == request.method;
  });
  return found == kRoutes.end() ? nullptr : found;
}

std::optional<ApiError> wrong_token(const Platform& platform, const Request& request) {
  const auto token = request.header("access-token");
  if (token.empty()) return ApiError{.code = kTokenEmpty, .message = "Access token is empty."};
  if (equal_in_constant_time(token, platform.behaviour.access_token)) return std::nullopt;
  return ApiError{.code = kTokenWrong, .message = "Access token is incorrect or has been revoked."};
}

std::optional<ApiError> asked_error(const Fault& fault) {
  if (fault.action == "expire_token") {
    return ApiError{.code = kTokenWrong,
                    .message = "Access token is incorrect or has been revoked."};
  }
  if (fault.action != "error" && fault.action != "rate_limit") return std::nullopt;
  const int fallback = fault.action == "error" ? 50000 : kFaultTooOften;
  const int code = fault.code >= kOwnCodes ? fault.code : fallback;
  return ApiError{.code = code,
                  .message = fault.body.empty() ? "An error that was asked for" : fault.body};
}

Api<Done> done_by(Platform& platform, const Route& route, const Call& call, bool stale) {
  const auto advertiser = call.text("advertiser_id");
  if (!advertiser || advertiser->empty()) return tl::unexpected(missing_field("advertiser_id"));
  const auto* const account = meta_double::find_account(platform, *advertiser);
  if (account == nullptr) {
    return tl::unexpected(
        ApiError{.code = kNoAdvertiser, .message = "The advertiser does not exist."});
  }
  const Operation one{platform, static_cast<std::size_t>(account - platform.accounts.data()), call,
                      stale};
  if (auto full = charge(platform)) return tl::unexpected(*std::move(full));
  return route.work(one);
}

Api<Done> perform(Platform& platform, const Request& request, const Fault* fault) {
  const Route* const route = route_of(request);
  if (route == nullptr) {
    return tl::unexpected(
        ApiError{.code = kNoPath, .message = "The path does not exist.", .status = 404});
  }
  if (fault != nullptr) {
    if (auto asked = asked_error(*fault)) return tl::unexpected(*std::move(asked));
  }
  if (auto wrong = wrong_token(platform, request)) return tl::unexpected(*std::move(wrong));
  const auto type = request.header("content-type");
  if (request.method == "POST" && !type.starts_with("application/json") &&
      !type.starts_with("multipart/form-data")) {
    return tl::unexpected(ApiError{.message = "The content type is not application/json."});
  }
  const auto call = meta_double::read_call(request);
  if (!call) return tl::unexpected(ApiError{.message = call.error().message});
  return done_by(platform, *route, *call, fault != nullptr && fault->action == "stale_read");
}

Response response_of(Platform& platform, Api<Done> done) {
  Response response{.headers = {{"content-type", "application/json"}}};
  const auto code = done ? done->code : done.error().code;
  const auto message = !done ? done.error().message : code == 0 ? "OK" : "Partial success";
  auto data = done ? std::move(done->data) : boost::json::value(boost::json::object());
  if (!done) response.status = done.error().status;
  response.body = json::compact(envelope(platform, code, message, std::move(data)));
  return response;
}

}  // namespace

Response speak(Platform& platform, const Request& request, const Fault* fault) {
  return response_of(platform, perform(platform, request, fault));
}

Response answer(Platform& platform, const Request& request) {
  return meta_double::answer_with(platform, request, speak);
}

}  // namespace gv::tiktok_double
