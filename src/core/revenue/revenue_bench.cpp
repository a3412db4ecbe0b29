#include <numeric>

#include <benchmark/benchmark.h>

#include "base/hash.h"
#include "base/rng.h"
#include "core/revenue/deal_samples.h"
#include "core/revenue/stage_model.h"

namespace gv::revenue {
namespace {

constexpr int kEventsPerDeal = 6;

/// Deals of six events each, out of order, with keys of full length; every deal ends won at 6,500.
std::vector<std::vector<DealEvent>> deals(std::int64_t count) {
  Rng rng(1, 1);
  std::vector<std::vector<DealEvent>> all;
  for (std::int64_t i = 0; i < count; ++i) {
    std::vector<DealEvent> events{
        stage_event(0, "lead"),    stage_event(1, "appointment_scheduled"),
        stage_event(3, "show_up"), event_of_type(3.5, DealEventType::Amount, 600000),
        stage_event(4, "show_up"), stage_event(5, "closed_won", 650000)};
    for (DealEvent& event : events) {
      event.deal = DealId("deal-" + std::to_string(i));
      event.event_key = sha256_hex(event.deal.text() + event.event_key);
    }
    std::swap(events[rng.below(kEventsPerDeal)], events[rng.below(kEventsPerDeal)]);
    all.push_back(std::move(events));
  }
  return all;
}

void fold_events(benchmark::State& state) {
  const auto all = deals(state.range(0));
  const PipelineHistory history(fitness());
  const FxTable rates;
  DealFolder folder(history, rates);
  DealFold fold;
  for (auto _ : state) {
    std::int64_t total = 0;
    for (const auto& events : all) {
      if (!folder.fold(events, day(10), fold)) state.SkipWithError("refused");
      total += fold.state().target_minor;
    }
    if (total != 650000 * state.range(0)) state.SkipWithError("wrong balance");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0) * kEventsPerDeal);
}
BENCHMARK(fold_events)->Name("fold_events/smoke")->Arg(50);
BENCHMARK(fold_events)->Name("fold_events")->Arg(20'000);

void fold_and_post(benchmark::State& state) {
  const auto all = deals(state.range(0));
  const PipelineHistory history(fitness());
  const FxTable rates;
  DealFolder folder(history, rates);
  const std::vector<Credit> credits{{AdId("ad1"), 1, 3}, {AdId("ad2"), 2, 3}};
  const CreditSplit split = *CreditSplit::parse(credits);
  DealFold fold;
  for (auto _ : state) {
    std::int64_t total = 0;
    for (const auto& events : all) {
      DealLedger ledger;
      if (!folder.fold(events, day(10), fold) || !post(history, fold, split, day(10), ledger)) {
        state.SkipWithError("refused");
      }
      total += ledger.balance_minor();
    }
    if (total != 650000 * state.range(0)) state.SkipWithError("wrong balance");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0) * kEventsPerDeal);
}
BENCHMARK(fold_and_post)->Name("fold_and_post/smoke")->Arg(50);
BENCHMARK(fold_and_post)->Name("fold_and_post")->Arg(5'000);

void refit_stage_model(benchmark::State& state) {
  const auto all = deals(state.range(0));
  const PipelineHistory history(fitness());
  const FxTable rates;
  DealFolder folder(history, rates);
  const OpenStages stages(fitness());
  std::vector<StageVisit> visits;
  for (const auto& events : all) {
    collect_visits(stages, history, *folder.fold(events, day(10)), day(10), visits);
  }
  for (auto _ : state) {
    const auto model = StageModel::fit(fitness(), visits);
    // Every deal is won after two days on show, as the data say.
    if (!model || model->outlook().win_at(2, 0.0) < 0.6) state.SkipWithError("wrong model");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(refit_stage_model)->Name("refit_stage_model/smoke")->Arg(50);
BENCHMARK(refit_stage_model)
    ->Name("refit_stage_model")
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gv::revenue
