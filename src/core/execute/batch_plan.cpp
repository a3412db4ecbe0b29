#include "core/execute/batch_plan.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace gv::execute {
namespace {

using Entity = std::pair<EntityLevel, std::string>;

struct OpenBatch {
  Batch operations;
  int creates{0};
  std::set<std::string> campaigns{};   ///< whose ad set is in it
  EntityLevel level{EntityLevel::Ad};  ///< of its first operation
  std::string field{};                 ///< that it edits
  std::string value{};                 ///< that it sets
};

bool is_create(const BatchItem& item) { return item.entity_id.empty(); }

bool is_alike(const OpenBatch& batch, const BatchItem& item, Alike alike) {
  if (alike == Alike::Anything || batch.operations.empty()) return true;
  if (batch.level != item.level || batch.value != item.value) return false;
  if (alike == Alike::Value) return !item.value.empty();
  const bool new_campaign = is_create(item) && item.level == EntityLevel::Campaign;
  return batch.field == item.field && !new_campaign;
}

bool fits(const OpenBatch& batch, const BatchItem& item, const BatchRules& rules) {
  if (static_cast<int>(batch.operations.size()) >= rules.operations_max) return false;
  if (!is_alike(batch, item, rules.alike)) return false;
  if (is_create(item)) return batch.creates < rules.creates_max;
  const bool alone = rules.one_adset_per_campaign && item.level == EntityLevel::AdSet;
  return !alone || !batch.campaigns.contains(item.campaign_id);
}

void put(OpenBatch& batch, const BatchItem& item, BatchOperation operation) {
  if (batch.operations.empty()) {
    batch.level = item.level;
    batch.field = item.field;
    batch.value = item.value;
  }
  batch.operations.push_back(std::move(operation));
  if (is_create(item)) ++batch.creates;
  if (item.level == EntityLevel::AdSet) batch.campaigns.insert(item.campaign_id);
}

/// Edits of one thing joined while their fields differ, in the order of their first item.
std::vector<BatchOperation> merged(std::span<const BatchItem> items, const BatchRules& rules) {
  std::vector<BatchOperation> operations;
  std::map<Entity, std::size_t> newest;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto& item = items[i];
    const auto known = newest.find({item.level, item.entity_id});
    const bool joins = rules.alike == Alike::Anything && !is_create(item);
    if (joins && known != newest.end()) {
      auto& operation = operations[known->second];
      const bool taken = std::any_of(operation.begin(), operation.end(), [&](std::size_t other) {
        return items[other].field == item.field;
      });
      if (!taken) {
        operation.push_back(i);
        continue;
      }
    }
    newest[{item.level, item.entity_id}] = operations.size();
    operations.push_back({i});
  }
  return operations;
}

}  // namespace

std::vector<Batch> plan_batches(std::span<const BatchItem> items, const BatchRules& rules) {
  std::vector<OpenBatch> open;
  std::map<Entity, std::size_t> next;  // the first batch that an entity's next edit may be in
  for (auto& operation : merged(items, rules)) {
    const auto& item = items[operation.front()];
    std::size_t at = is_create(item) ? 0 : next[{item.level, item.entity_id}];
    while (at < open.size() && !fits(open[at], item, rules)) ++at;
    if (at >= open.size()) open.resize(at + 1);
    put(open[at], item, std::move(operation));
    next[{item.level, item.entity_id}] = at + 1;
  }
  std::vector<Batch> batches;
  for (auto& batch : open) batches.push_back(std::move(batch.operations));
  return batches;
}

}  // namespace gv::execute
