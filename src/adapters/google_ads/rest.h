#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/google_ads/oauth.h"
#include "app/ports/ad_platform.h"
#include "io/http_client/client.h"

namespace gv::google_ads {

/// What a connection to a customer of Google Ads is made of.
struct RestConfig {
  std::string base_url{"https://googleads.googleapis.com"};
  std::string version{"v25"};
  std::string customer;        ///< digits
  std::string login_customer;  ///< the manager that is acted through; empty: none
  std::string developer_token;
  std::string access_token;  ///< used where there is no grant
  std::optional<RefreshGrant> grant{};
};

/// What became of a mutate: the names of what its operations changed or made, in their order; empty
/// for one that failed, whose error is among `failed` (see `partial_failures`).
struct MutateAnswer {
  std::vector<std::string> resources;
  std::map<int, execute::PlatformError> failed;
  std::string trace_id;
};

/// Calls of the Google Ads API, one request each. What a token is refused for is asked once more
/// with a fresh one: nothing was done then. Tokens are in headers alone, which no error tells of.
/// Safe to use from several threads; `tokens` outlives it.
class Rest {
 public:
  Rest(RestConfig config, std::shared_ptr<Tokens> tokens, http_client::Send send);

  /// All rows that a query of the Google Ads Query Language finds.
  [[nodiscard]] app::PlatformReply<boost::json::array> search(std::string_view query) const;
  /// One page of them and how the next one is asked for, empty after the last: for what is too much
  /// for one answer. `token`: empty for the first page.
  struct Page {
    boost::json::array rows;
    std::string next;
  };
  [[nodiscard]] app::PlatformReply<Page> page(std::string_view query,
                                              const std::string& token) const;
  /// Operations on one kind of resource ("campaigns"), each of which fails for itself.
  [[nodiscard]] app::PlatformReply<MutateAnswer> mutate(std::string_view resources,
                                                        boost::json::array operations,
                                                        app::ApplyMode mode) const;
  /// Operations on several kinds, all of them or none.
  [[nodiscard]] app::PlatformReply<MutateAnswer> mutate_together(boost::json::array operations,
                                                                 app::ApplyMode mode) const;

  [[nodiscard]] const RestConfig& config() const { return config_; }
  /// "customers/1/campaigns/2".
  [[nodiscard]] std::string resource(std::string_view kind, std::string_view id) const;

 private:
  struct Answer {
    boost::json::value body;
    std::string trace_id;
  };
  [[nodiscard]] tl::expected<Answer, execute::PlatformError> post(std::string_view method,
                                                                  const boost::json::object& body,
                                                                  bool writes) const;
  [[nodiscard]] tl::expected<Answer, execute::PlatformError> send_once(std::string_view method,
                                                                       const std::string& body,
                                                                       const std::string& token,
                                                                       bool writes) const;
  [[nodiscard]] tl::expected<std::string, execute::PlatformError> token() const;

  RestConfig config_;
  std::shared_ptr<Tokens> tokens_;
  http_client::Send send_;
};

/// Whether a text is an id of Google: digits, of ads those of their ad group, "~" and their own.
[[nodiscard]] bool is_google_id(std::string_view id, app::EntityLevel level);
/// The id at the end of a resource's name: "2" of "customers/1/campaigns/2".
[[nodiscard]] std::string id_of_resource(std::string_view resource);

}  // namespace gv::google_ads
