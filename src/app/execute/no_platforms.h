#pragma once

#include <string>

#include "app/ports/ad_platform.h"

namespace gv::app {

/// Where no client of any platform is at hand: every change says so and waits.
class NoPlatforms final : public AdPlatforms {
 public:
  Result<std::shared_ptr<AdPlatform>> of(const AccountScope& scope,
                                         std::string_view platform) override {
    return fail(ErrorCode::NotAvailable, "platform",
                "Account \"" + scope.account().text() + "\" has no connection to " +
                    std::string(platform) + ".");
  }
};

}  // namespace gv::app
