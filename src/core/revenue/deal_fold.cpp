#include "core/revenue/deal_fold.h"

#include <algorithm>
#include <limits>
#include <set>

#include "base/check.h"
#include "base/hash.h"
#include "core/revenue/stage_value.h"

namespace gv::revenue {
namespace {

constexpr Millis kClockTolerance = std::chrono::minutes(10);

// Places of events without a stage around the stages of the same instant: an amount is known
// before the stage it may value, a deletion has the last word.
constexpr std::int32_t kBeforeStages = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kUnmappedPlace = std::numeric_limits<std::int32_t>::max() - 2;
constexpr std::int32_t kAfterStages = std::numeric_limits<std::int32_t>::max() - 1;
constexpr std::int32_t kLast = std::numeric_limits<std::int32_t>::max();

std::int32_t place_without_stage(DealEventType type) {
  switch (type) {
    case DealEventType::Stage:
      return kUnmappedPlace;
    case DealEventType::Created:
    case DealEventType::Amount:
      return kBeforeStages;
    case DealEventType::Refund:
    case DealEventType::Revalue:
      return kAfterStages;
    case DealEventType::Deleted:
    case DealEventType::Merged:
      return kLast;
  }
  return kLast;
}

DealStatus status_of(StageKind kind) {
  switch (kind) {
    case StageKind::Open:
      return DealStatus::Open;
    case StageKind::Won:
      return DealStatus::Won;
    case StageKind::Lost:
      return DealStatus::Lost;
  }
  return DealStatus::None;
}

// Beyond it (the year 287,396) differences of times could overflow.
constexpr Millis kTimeMax{std::int64_t{1} << 53};

Result<void> check_event(const DealEvent& event, const DealEvent& first, const AccountId& account) {
  if (event.event_key.empty()) {
    return fail(ErrorCode::InvalidInput, "event_key", "must not be empty");
  }
  const Millis at = event.occurred_at.time_since_epoch();
  if (at > kTimeMax || at < -kTimeMax) {
    return fail(ErrorCode::InvalidInput, "occurred_at_ms",
                "must lie within 2^53 ms of 1970, got " + std::to_string(at.count()));
  }
  if (event.deal != first.deal || event.crm != first.crm || event.account != account) {
    return fail(ErrorCode::InvalidInput, "deal_id",
                "events must belong to one deal of the pipeline's account, got " +
                    event.account.text() + "/" + event.crm + "/" + event.deal.text());
  }
  return {};
}

}  // namespace

/// What the fold remembers between two events.
struct DealFolder::Running {
  DealState state;
  std::optional<std::int64_t> amount;
  std::int64_t gross{0};  // target before refunds
  std::int64_t refunded{0};
  std::uint32_t stage_row{0};
  std::uint32_t floor{0};  // lowest config version allowed, raised by revalue
};

std::uint16_t DealFold::flags() const {
  std::uint16_t all = 0;
  for (const FoldStep& step : steps) all = static_cast<std::uint16_t>(all | step.flags);
  return all;
}

DealFolder::DealFolder(const PipelineHistory& history, const FxTable& rates)
    : history_(history), rates_(rates) {}

Result<DealFold> DealFolder::fold(std::span<const DealEvent> events, TimePoint now) {
  DealFold result;
  GV_TRY(fold(events, now, result));
  return result;
}

Result<void> DealFolder::fold(std::span<const DealEvent> events, TimePoint now, DealFold& into) {
  items_.clear();
  into.steps.clear();
  for (const DealEvent& event : events) {
    GV_TRY(check_event(event, events.front(), history_.latest().spec().account));
    items_.push_back(prepare(event, now));
  }
  if (!std::is_sorted(items_.begin(), items_.end(), Item::earlier)) {
    std::sort(items_.begin(), items_.end(), Item::earlier);
  }
  drop_duplicates();

  Running run;
  into.steps.resize(items_.size());
  for (std::size_t i = 0; i < items_.size(); ++i) {
    FoldStep& step = into.steps[i];
    step = FoldStep{.event = items_[i].event,
                    .fx_rate_e9 = items_[i].fx_rate_e9,
                    .before = run.state,
                    .flags = items_[i].flags};
    apply(items_[i], run, step);
    step.after = run.state;
    step.delta_minor = run.state.target_minor - step.before.target_minor;
    if (step.kind == EntryKind::Advance && step.delta_minor < 0) step.kind = EntryKind::Regress;
  }
  return {};
}

bool DealFolder::Item::earlier(const Item& a, const Item& b) {
  const DealEvent& x = *a.event;
  const DealEvent& y = *b.event;
  if (x.occurred_at != y.occurred_at) return x.occurred_at < y.occurred_at;
  if (x.source_seq != y.source_seq) return x.source_seq < y.source_seq;
  if (a.rank != b.rank) return a.rank < b.rank;
  if (const int order = x.property_value.compare(y.property_value); order != 0) return order < 0;
  if (const int order = x.event_key.compare(y.event_key); order != 0) return order < 0;
  return x.received_at < y.received_at;
}

DealFolder::Item DealFolder::prepare(const DealEvent& event, TimePoint now) {
  Item item{.event = &event,
            .key_hash = xxh64(event.event_key),
            .rank = place_without_stage(event.type),
            .version = static_cast<std::uint32_t>(history_.index_at(event.occurred_at))};
  if (event.type == DealEventType::Stage) {
    item.stage_row = row_of(event);
    const std::int32_t stage = stage_at(item.stage_row, item.version);
    if (stage != kNoStage) {
      item.rank = history_[item.version].stages()[static_cast<std::size_t>(stage)].order;
    }
  }
  // Subtracting from the event avoids an overflow of `now` plus ten minutes.
  if (event.occurred_at > now && event.occurred_at - kClockTolerance > now) {
    item.flags |= kFutureEvent;
  }
  read_amount(item);
  return item;
}

void DealFolder::read_amount(Item& item) const {
  const DealEvent& event = *item.event;
  if (event.amount_error) item.flags |= kAmountError;
  if (event.amount_error || !event.amount_minor) return;
  const std::int64_t stated = *event.amount_minor;
  if (stated < 0) {
    item.flags |= kAmountNegative;
    return;
  }
  std::optional<std::int64_t> amount = stated;
  const Currency own = history_.latest().currency();
  if (event.currency && *event.currency != own) {
    const auto rate = rates_.rate_e9(event.occurred_at, *event.currency, own);
    if (!rate) {
      item.flags |= kPendingFx;
      return;
    }
    amount = convert(stated, *event.currency, own, *rate);
    item.fx_rate_e9 = *rate;
  }
  if (!amount || *amount > kAmountMax) {
    item.flags |= kAmountError;
    return;
  }
  item.amount = *amount;
  item.has_amount = true;
}

std::uint32_t DealFolder::row_of(const DealEvent& event) {
  const StageName name(event.crm, event.pipeline_id, event.stage);
  const auto found = rows_.lower_bound(name);
  if (found != rows_.end() && StageName(found->first) == name) return found->second;
  const auto row = static_cast<std::uint32_t>(rows_.size());
  rows_.emplace_hint(found, name, row);
  for (std::size_t version = 0; version < history_.size(); ++version) {
    const auto stage = history_[version].resolve({event.crm, event.pipeline_id, event.stage});
    stage_of_.push_back(stage ? static_cast<std::int32_t>(*stage) : kNoStage);
  }
  return row;
}

void DealFolder::drop_duplicates() {
  by_hash_.clear();
  for (std::uint32_t i = 0; i < items_.size(); ++i) by_hash_.emplace_back(items_[i].key_hash, i);
  std::sort(by_hash_.begin(), by_hash_.end());
  bool any = false;
  for (std::size_t i = 0, start = 0; i < by_hash_.size(); ++i) {
    if (by_hash_[i].first != by_hash_[start].first) start = i;
    Item& item = items_[by_hash_[i].second];
    for (std::size_t j = start; j < i; ++j) {
      const Item& kept = items_[by_hash_[j].second];
      if (kept.event == nullptr || kept.event->event_key != item.event->event_key) continue;
      item.event = nullptr;
      any = true;
      break;
    }
  }
  if (any) std::erase_if(items_, [](const Item& item) { return item.event == nullptr; });
}

void DealFolder::apply(const Item& item, Running& run, FoldStep& step) const {
  const bool held = (item.flags & (kPendingFx | kFutureEvent)) != 0;
  if (held || run.state.status == DealStatus::Merged) return;
  switch (item.event->type) {
    case DealEventType::Created:
      break;
    case DealEventType::Stage:
      enter_stage(item, run, step);
      break;
    case DealEventType::Amount:
      step.kind = EntryKind::AmountChange;
      if ((item.flags & kAmountError) != 0) break;
      run.amount = item.has_amount ? std::optional(item.amount) : std::nullopt;
      if (run.state.status == DealStatus::Open || run.state.status == DealStatus::Won) {
        recompute(std::max(run.floor, item.version), run, step);
      }
      break;
    case DealEventType::Deleted:
    case DealEventType::Merged: {
      const bool merged = item.event->type == DealEventType::Merged;
      step.kind = merged ? EntryKind::Merged : EntryKind::Deleted;
      run.state.status = merged ? DealStatus::Merged : DealStatus::Deleted;
      run.gross = 0;
      break;
    }
    case DealEventType::Refund:
      step.kind = EntryKind::Refund;
      // Beyond the largest amount more refund is no news: the cap keeps the sum from overflowing.
      if (item.has_amount) run.refunded = std::min(run.refunded + item.amount, 2 * kAmountMax);
      break;
    case DealEventType::Revalue:
      revalue(item, run, step);
      break;
  }
  run.state.target_minor = std::max<std::int64_t>(0, run.gross - run.refunded);
}

void DealFolder::enter_stage(const Item& item, Running& run, FoldStep& step) const {
  if (item.has_amount) {
    run.amount = item.amount;
  } else if ((item.flags & kAmountNegative) != 0) {
    run.amount.reset();
  }
  const std::uint32_t version = std::max(run.floor, item.version);
  const std::int32_t index = stage_at(item.stage_row, version);
  if (index == kNoStage) {
    step.kind = EntryKind::UnmappedStage;
    step.flags |= kUnmapped;
    return;
  }
  const DealStatus old_status = run.state.status;
  const Stage& entered = history_[version].stages()[static_cast<std::size_t>(index)];
  // The same stage told twice, a few milliseconds apart, does not restart its age.
  const bool same =
      old_status == status_of(entered.kind) && run.state.stage != kNoStage &&
      history_[run.state.version_index].stages()[static_cast<std::size_t>(run.state.stage)].key ==
          entered.key;
  if (!same) run.state.stage_since = item.event->occurred_at;
  run.stage_row = item.stage_row;
  run.state.status = status_of(entered.kind);
  recompute(version, run, step);
  switch (entered.kind) {
    case StageKind::Won:
      step.kind = EntryKind::Won;
      break;
    case StageKind::Lost:
      step.kind = EntryKind::Lost;
      break;
    case StageKind::Open:
      step.kind = EntryKind::Advance;  // Regress once the delta turns out negative
      if (old_status != DealStatus::Open && old_status != DealStatus::None) {
        step.kind = EntryKind::Reopen;
      }
      break;
  }
  if (same) step.kind = EntryKind::AmountChange;
}

void DealFolder::revalue(const Item& item, Running& run, FoldStep& step) const {
  step.kind = EntryKind::Revaluation;
  const auto named = history_.index_of(item.event->to_version);
  if (!named) {
    step.flags |= kUnknownVersion;
    return;
  }
  run.floor = std::max(run.floor, static_cast<std::uint32_t>(*named));
  if (run.state.status == DealStatus::Open) {
    recompute(std::max(run.floor, item.version), run, step);
  }
}

/// Values the present stage under `version`; a stage that `version` does not know keeps its value.
void DealFolder::recompute(std::uint32_t version, Running& run, FoldStep& step) const {
  const std::int32_t index = stage_at(run.stage_row, version);
  if (index == kNoStage) {
    step.flags |= kUnmapped;
    return;
  }
  const PipelineConfig& config = history_[version];
  const Stage& stage = config.stages()[static_cast<std::size_t>(index)];
  run.state.stage = index;
  run.state.version_index = version;
  run.state.status = status_of(stage.kind);
  run.gross = target_of(config, static_cast<std::size_t>(index), run.amount);
  if (stage.kind != StageKind::Lost) {
    run.state.reached_order = std::max(run.state.reached_order, stage.order);
  }
  if (stage.kind == StageKind::Won &&
      config.spec().won_amount_policy == WonAmountPolicy::DealAmount) {
    if (!run.amount) step.flags |= kAmountAssumed;
    if (run.amount == std::int64_t{0}) step.flags |= kZeroAmount;
  }
}

std::vector<std::pair<std::string, std::string>> unmapped_stages(const DealFold& fold) {
  std::set<std::pair<std::string, std::string>> found;
  for (const FoldStep& step : fold.steps) {
    if (step.kind == EntryKind::UnmappedStage) {
      found.emplace(step.event->pipeline_id, step.event->stage);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace gv::revenue
