#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "app/ports/ad_platform.h"
#include "io/http_client/client.h"
#include "io/http_client/form.h"

namespace gv::meta {

/// What a connection to an ad account is made of.
struct GraphConfig {
  std::string base_url{"https://graph.facebook.com"};
  std::string video_url{"https://graph-video.facebook.com"};
  std::string version{"v25.0"};
  std::string account;  ///< without "act_"
  std::string token;
  std::string app_secret;  ///< empty: no appsecret_proof is sent
};

/// Parameters by name; lists and objects as JSON text.
using Params = http_client::Fields;
using http_client::FilePart;
using http_client::form_of;

/// A successful answer: its JSON and what came with it.
struct GraphAnswer {
  boost::json::value body;
  std::string trace_id;
};

/// Calls of the Graph API, one request each, never repeated. The token and its proof are in every
/// address and nowhere else: no error tells of an address. Safe to use from several threads.
class Graph {
 public:
  Graph(GraphConfig config, http_client::Send send);

  /// `path` without version: "act_1/ads". Empty: the root.
  [[nodiscard]] app::PlatformReply<GraphAnswer> get(std::string_view path,
                                                    const Params& params) const;
  /// `writes`: it changes something there.
  [[nodiscard]] app::PlatformReply<GraphAnswer> post(std::string_view path, const Params& params,
                                                     bool writes = true) const;
  /// multipart/form-data to the host of videos. A refusal that says where the upload goes on
  /// instead (subcode 1363037) is an answer: its offsets.
  [[nodiscard]] app::PlatformReply<GraphAnswer> upload(std::string_view path, const Params& params,
                                                       const std::vector<FilePart>& files) const;
  /// All pages of an edge, at most `rows_max` elements: a hundred thousand rows are a bug of one
  /// side. Follows `next` by its cursor alone, so that no answer leads to another host. Errors:
  /// Invalid for a page that is none or a cursor that comes again.
  [[nodiscard]] app::PlatformReply<boost::json::array> list(std::string_view path,
                                                            Params params) const;

  [[nodiscard]] const GraphConfig& config() const { return config_; }
  [[nodiscard]] std::string account_path(std::string_view edge) const;

 private:
  [[nodiscard]] std::string address(const std::string& base, std::string_view path,
                                    const Params& query) const;
  [[nodiscard]] app::PlatformReply<GraphAnswer> call(http_client::Request request,
                                                     bool writes) const;

  GraphConfig config_;
  http_client::Send send_;
  std::string proof_;
};

/// Whether it may stand in a path: digits, letters and '_'.
[[nodiscard]] bool is_graph_id(std::string_view id);

/// hex(HMAC-SHA256(app secret, token)): proves that a token is used by whom it was given to.
[[nodiscard]] std::string appsecret_proof(std::string_view app_secret, std::string_view token);

}  // namespace gv::meta
