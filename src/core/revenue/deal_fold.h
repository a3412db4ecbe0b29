#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "core/revenue/deal_event.h"
#include "core/revenue/entry_kind.h"
#include "core/revenue/fx_table.h"
#include "core/revenue/pipeline_config.h"

namespace gv::revenue {

/// Peculiarities of one event, as bits.
enum EventFlag : std::uint16_t {
  kZeroAmount = 1,        ///< won with a known amount of 0
  kAmountAssumed = 2,     ///< won without an amount: the AOV stands in
  kAmountError = 4,       ///< unreadable or beyond kAmountMax: the amount stays as it was
  kAmountNegative = 8,    ///< below 0: the amount counts as unknown
  kUnmapped = 16,         ///< stage not in the config: the value is carried forward
  kPendingFx = 32,        ///< held until the rate of its date arrives
  kFutureEvent = 64,      ///< held: occurred more than 10 minutes after `now`
  kUnknownVersion = 128,  ///< revalue to a version that does not exist: ignored
};

inline constexpr std::int32_t kNoStage = -1;

/// A deal after one event.
struct DealState {
  std::int64_t target_minor{0};  ///< value after refunds, >= 0
  TimePoint stage_since{};       ///< economic time the present stage was entered
  std::int32_t stage{kNoStage};  ///< index into the stages of config `version_index`
  std::uint32_t version_index{0};
  std::int32_t reached_order{INT32_MIN};  ///< highest `order` of open and won stages so far
  DealStatus status{DealStatus::None};
  friend bool operator==(const DealState&, const DealState&) = default;
};

/// One event of the fold and what it changed.
struct FoldStep {
  const DealEvent* event{nullptr};  ///< into the span that was folded
  std::int64_t delta_minor{0};
  std::int64_t fx_rate_e9{0};  ///< 0 when nothing was converted
  DealState before;
  DealState after;
  EntryKind kind{EntryKind::Created};
  std::uint16_t flags{0};
};

/// A deal's events in order, each distinct event once. The deltas sum to the final target.
struct DealFold {
  std::vector<FoldStep> steps;
  [[nodiscard]] DealState state() const { return steps.empty() ? DealState{} : steps.back().after; }
  /// All flags of the deal.
  [[nodiscard]] std::uint16_t flags() const;
};

/// Turns the event set of one deal into targets and deltas.
///
/// The result depends on the set of events alone: arrival order and repeated deliveries change
/// nothing. Events are ordered by (occurred_at, source_seq, stage order, property_value), events
/// without a stage before (created, amount) or after (refund, revalue, then deleted, merged) the
/// stages; the event key breaks the last ties. Deliveries of one key collapse to the first in that
/// order. A merged-away deal stays merged; a deleted one is reopened by a later stage.
///
/// Holds scratch memory: one folder per thread, kept for many deals. The history and the rates
/// must outlive it and stay as they are. O(k log k) for k events.
class DealFolder {
 public:
  DealFolder(const PipelineHistory& history, const FxTable& rates);

  /// Errors: InvalidInput for an empty event key, a time beyond 2^53 ms, events of different deals
  /// or of another account. The steps point into `events`, which must outlive them.
  Result<void> fold(std::span<const DealEvent> events, TimePoint now, DealFold& into);
  Result<DealFold> fold(std::span<const DealEvent> events, TimePoint now);

  [[nodiscard]] const PipelineHistory& history() const { return history_; }

 private:
  struct Item {
    const DealEvent* event{nullptr};
    std::uint64_t key_hash{0};
    std::int64_t amount{0};  ///< in the pipeline's currency
    std::int64_t fx_rate_e9{0};
    std::int32_t rank{0};        ///< stage order, or the place of events without a stage
    std::uint32_t version{0};    ///< index of the config effective at its time
    std::uint32_t stage_row{0};  ///< row of `stage_of_`
    std::uint16_t flags{0};
    bool has_amount{false};
    static bool earlier(const Item& a, const Item& b);
  };
  /// CRM, pipeline id, stage.
  using StageName = std::tuple<std::string_view, std::string_view, std::string_view>;
  /// Keys are looked up by views; clang 14 cannot compare tuples of different types by itself.
  struct StageOrder {
    using is_transparent = void;
    bool operator()(const StageName& a, const StageName& b) const { return a < b; }
  };
  struct Running;

  [[nodiscard]] Item prepare(const DealEvent& event, TimePoint now);
  void read_amount(Item& item) const;
  [[nodiscard]] std::uint32_t row_of(const DealEvent& event);
  void drop_duplicates();
  [[nodiscard]] std::int32_t stage_at(std::uint32_t row, std::uint32_t version) const {
    return stage_of_[row * history_.size() + version];
  }
  void apply(const Item& item, Running& run, FoldStep& step) const;
  void enter_stage(const Item& item, Running& run, FoldStep& step) const;
  void revalue(const Item& item, Running& run, FoldStep& step) const;
  void recompute(std::uint32_t version, Running& run, FoldStep& step) const;

  const PipelineHistory& history_;
  const FxTable& rates_;
  // Rows are the distinct CRM stages met so far, columns the config versions.
  std::map<std::tuple<std::string, std::string, std::string>, std::uint32_t, StageOrder> rows_;
  std::vector<std::int32_t> stage_of_;
  std::vector<Item> items_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_hash_;
};

/// Distinct (pipeline_id, stage) of unmapped stage events, sorted: one alert each.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> unmapped_stages(
    const DealFold& fold);

}  // namespace gv::revenue
