#pragma once

#include <mutex>
#include <optional>

#include "adapters/tiktok/business_api.h"
#include "base/currency.h"

namespace gv::tiktok {

/// The currency that an advertiser's amounts are in: none of them carries its own. Asked for once
/// (advertiser/info/) and kept; what failed is asked for again. Safe to use from several threads.
class Advertiser {
 public:
  /// `api` outlives it.
  explicit Advertiser(const BusinessApi& api) : api_(api) {}

  /// Errors: the call's; Invalid for an answer that tells no currency.
  [[nodiscard]] tl::expected<Currency, execute::PlatformError> currency() const;
  /// What is wrong with taking the advertiser's amounts for those of `account`; nothing: they are.
  [[nodiscard]] std::optional<execute::PlatformError> differs_from(const Currency& account) const;

 private:
  [[nodiscard]] tl::expected<Currency, execute::PlatformError> ask() const;

  const BusinessApi& api_;
  mutable std::mutex mutex_{};
  mutable std::optional<Currency> known_{};
};

}  // namespace gv::tiktok
