#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// A conversion event as a site's server or a tag gateway told it, before anything is made of it.
struct InboundEvent {
  std::string name;  ///< "Purchase"
  std::string id;    ///< the sender's
  TimePoint at{};
  std::string sealed_payload;  ///< bytes
  std::string status{"new"};   ///< then "matched", "rejected", "erased"
  std::optional<std::string> conversion_id{};
  std::optional<std::string> error{};
};

class InboundEvents {
 public:
  virtual ~InboundEvents() = default;
  /// False when the account has an event of this name and id already.
  virtual Result<bool> add(Transaction& transaction, const InboundEvent& event) = 0;
  virtual Result<std::optional<InboundEvent>> find(Transaction& transaction, std::string_view name,
                                                   std::string_view id) = 0;
  /// Says what became of it; its payload is needed no more and goes.
  virtual Result<void> settle(Transaction& transaction, const InboundEvent& event) = 0;
};

}  // namespace gv::app
