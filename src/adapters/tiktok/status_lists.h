#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "adapters/tiktok/operation.h"

namespace gv::tiktok {

/// Changes of status that one request makes for several things of a level.
struct StatusList {
  ApiWrite write;
  std::vector<std::size_t> places;  ///< of its ids, in their order, among the operations
};

/// A write and the operation it belongs to.
struct PlacedWrite {
  ApiWrite write;
  std::size_t place{0};
};

/// Groups changes of status to the same value of the same level, at most `ids_max` to a list, in
/// the order of the writes. Every write has to be a change of status of one thing.
[[nodiscard]] std::vector<StatusList> status_lists(std::span<const PlacedWrite> writes,
                                                   std::size_t ids_max);

/// Whether a write is a change of status of one thing.
[[nodiscard]] bool is_status_write(const ApiWrite& write);

/// What became of the thing at `index` of a list that was answered: nothing is wrong with it, or
/// it is not among those that TikTok says it was done for.
[[nodiscard]] std::optional<execute::PlatformError> left_out(const StatusList& list,
                                                             std::size_t index,
                                                             const ApiAnswer& answer);

}  // namespace gv::tiktok
