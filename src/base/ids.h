#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace gv {

inline constexpr std::size_t kIdBytesMax = 200;

/// Non-empty text, tagged so that one kind of id cannot be passed for another. Opaque: compared
/// byte by byte, never interpreted.
template <class Tag>
class Id {
 public:
  /// Errors: InvalidInput when empty or longer than 200 bytes.
  static Result<Id> parse(std::string_view text, std::string_view where) {
    if (text.empty() || text.size() > kIdBytesMax) {
      return fail(ErrorCode::InvalidInput, std::string(where),
                  "must be an id of 1 to " + std::to_string(kIdBytesMax) + " bytes, got " +
                      std::to_string(text.size()));
    }
    return Id(std::string(text));
  }
  /// For ids known to be non-empty (literals, ids built from ids). Precondition: not empty.
  explicit Id(std::string text) : text_(std::move(text)) {}
  Id() = default;  ///< the empty id: "not set"

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::string text_;
};

using AccountId = Id<struct AccountTag>;
using AdId = Id<struct AdTag>;
using CampaignId = Id<struct CampaignTag>;
using CreativeId = Id<struct CreativeTag>;
using BudgetUnitId = Id<struct BudgetUnitTag>;
using DealId = Id<struct DealTag>;

}  // namespace gv
