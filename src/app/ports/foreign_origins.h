#pragma once

#include <string_view>

#include "base/ids.h"

namespace gv::app {

/// Which sites' pages may call, by the configuration of accounts. Thread-safe.
class ForeignOrigins {
 public:
  virtual ~ForeignOrigins() = default;

  /// Whether the account lets pages of `origin` call; `landing`: routes of landing pages, for which
  /// it has a list of its own. From memory, does not block.
  [[nodiscard]] virtual bool allows(const AccountId& account, std::string_view origin,
                                    bool landing) const = 0;
  /// Whether any account does. What a browser asks before it calls says nothing of the account.
  [[nodiscard]] virtual bool anyone_allows(std::string_view origin, bool landing) const = 0;
};

}  // namespace gv::app
