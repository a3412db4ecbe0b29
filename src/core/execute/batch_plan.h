#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/execute/entity.h"

namespace gv::execute {

/// What the operations of one batch share, where a platform's requests do one kind of work: a batch
/// is one request then, and what stops changes stops them between any two.
enum class Alike {
  Anything,  ///< nothing: a request takes them as they come
  Field,     ///< level and field, of a status its value too; new campaigns are alone
  Value,     ///< level and value; what has no value is alone
};

/// What a platform lets one batch hold.
struct BatchRules {
  int operations_max{50};
  int creates_max{10};                ///< of them
  bool one_adset_per_campaign{true};  ///< no two ad sets of one campaign
  int entities_per_read{50};
  Alike alike{Alike::Anything};
};

/// One change that is due, as far as batches are concerned.
struct BatchItem {
  EntityLevel level{EntityLevel::Ad};
  std::string entity_id;    ///< empty for a create
  std::string campaign_id;  ///< of an ad set; unknown ones count as one campaign
  std::string field;        ///< "daily_budget", "status"
  std::string value{};      ///< that several things may be set to at once: "paused"; empty: none
};

/// Items that one operation carries out: edits of different fields of one thing.
using BatchOperation = std::vector<std::size_t>;
/// Operations that are sent together.
using Batch = std::vector<BatchOperation>;

/// Groups due changes into batches, in their order: each goes into the first batch that has room
/// and that no rule forbids. Edits of one thing are one operation when their fields differ, else
/// they go into batches one after the other. Where only what is alike goes together, edits of
/// different fields are apart too. Every item is in exactly one operation.
/// O(n x batches). Method: first-fit colouring.
[[nodiscard]] std::vector<Batch> plan_batches(std::span<const BatchItem> items,
                                              const BatchRules& rules = {});

}  // namespace gv::execute
