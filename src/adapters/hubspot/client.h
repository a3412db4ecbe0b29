#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/hubspot/api_error.h"
#include "adapters/hubspot/deal.h"
#include "io/http_client/retry.h"

namespace gv::hubspot {

struct ClientConfig {
  std::string base_url{"https://api.hubapi.com"};
  std::string version{"v3"};  ///< path segment of objects and pipelines
  http_client::RetryPolicy retry{.first = Millis{200}};
  int burst{100};                    ///< requests per 10 s: the smallest tier
  Millis search_spacing{550};        ///< searches are limited more tightly
  Millis watermark_overlap{60'000};  ///< the search index lags
};

/// What the client works with. None of it is owned.
struct ClientTools {
  http_client::Send send;
  http_client::Wait wait;
  const Clock* clock{nullptr};
  Rng* rng{nullptr};
  /// The present access token; `refresh` says that the last one was refused.
  std::function<Result<std::string>(bool refresh)> token;
};

/// Reads deals, contacts, associations and pipelines. Keeps to the CRM's rate limits, repeats what
/// is worth it, asks for a new token once when one is refused, and leaves the CRM alone for a
/// minute after five calls in a row came to nothing (code "circuit_open"). The token appears in one
/// header and nowhere else. Not safe to use from several threads at once.
class Client {
 public:
  Client(ClientConfig config, ClientTools tools);

  /// With stage and amount history and the ids of associated contacts.
  [[nodiscard]] ApiResult<Deal> deal(std::string_view id);
  /// With the properties that identify a person and their clicks.
  [[nodiscard]] ApiResult<Contact> contact(std::string_view id);
  [[nodiscard]] ApiResult<std::vector<std::string>> contacts_of(std::string_view deal_id);
  [[nodiscard]] ApiResult<std::vector<Pipeline>> pipelines();
  /// One page of at most 100 deals modified at or after `since` less the overlap, oldest first.
  /// `after` is the last page's, empty for the first. A search ends at 10,000 results: then go on
  /// from the last deal's time.
  [[nodiscard]] ApiResult<DealPage> deals_modified_since(TimePoint since, std::string_view after);

 private:
  [[nodiscard]] ApiResult<std::string> get(std::string_view path);
  [[nodiscard]] ApiResult<std::string> call(http_client::Request request);
  [[nodiscard]] Result<http_client::Response> authorised(http_client::Request& request,
                                                         bool refresh);

  ClientConfig config_;
  ClientTools tools_;
  http_client::RateLimiter limiter_;
  http_client::RateLimiter search_limiter_;
  http_client::CircuitBreaker breaker_;
};

}  // namespace gv::hubspot
