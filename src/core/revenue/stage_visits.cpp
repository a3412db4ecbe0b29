#include "core/revenue/stage_visits.h"

#include <algorithm>

namespace gv::revenue {

OpenStages::OpenStages(const PipelineConfig& config) {
  std::vector<const Stage*> open;
  for (const Stage& stage : config.stages()) {
    all_.emplace_back(stage.key, stage.kind);
    if (stage.kind != StageKind::Open) continue;
    open.push_back(&stage);
    keys_.push_back(stage.key);
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    const bool last = i + 1 == open.size();
    const double next_win = last ? 1.0 : open[i + 1]->win_probability;
    const double next_days = last ? 0.0 : open[i + 1]->days_to_close_mean;
    const double win = open[i]->win_probability;
    const double forward = win < next_win ? win / next_win : 1.0;
    std::vector<double> split(outcomes(), 0.0);
    split[i + 1] = forward;  // the next open stage, or won right after the last
    split[lost()] = 1.0 - forward;
    prior_split_.push_back(std::move(split));
    prior_exit_.push_back(1.0 / std::max(1.0, open[i]->days_to_close_mean - next_days));
    prior_win_.push_back(win);
  }
}

std::optional<std::size_t> OpenStages::index_of(std::string_view key) const {
  const auto found = std::find(keys_.begin(), keys_.end(), key);
  if (found == keys_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - keys_.begin());
}

std::optional<std::size_t> OpenStages::outcome_of(const std::string& key) const {
  for (const auto& [name, kind] : all_) {
    if (name != key) continue;
    switch (kind) {
      case StageKind::Open:
        return index_of(key);
      case StageKind::Won:
        return won();
      case StageKind::Lost:
        return lost();
    }
  }
  return std::nullopt;
}

namespace {

/// Follows one deal through its states and opens and closes its visits.
class Walk {
 public:
  Walk(const OpenStages& stages, std::vector<StageVisit>& visits)
      : stages_(stages), visits_(visits), first_(visits.size()) {}

  void enter(std::size_t outcome, TimePoint at) {
    if (visiting_ && visits_.back().stage == outcome) return;
    leave(at, outcome);
    if (outcome >= stages_.size()) return;
    visits_.push_back({.stage = outcome, .entered_at = at});
    visiting_ = true;
  }

  /// Ends the present visit; without an outcome it is censored.
  void leave(TimePoint at, std::optional<std::size_t> outcome) {
    if (!visiting_) return;
    StageVisit& visit = visits_.back();
    visit.until = std::max(at, visit.entered_at);
    visit.left = outcome.has_value();
    visit.outcome = outcome.value_or(0);
    visiting_ = false;
  }

  void finish(DealStatus status, TimePoint at) {
    leave(at, std::nullopt);
    const bool won = status == DealStatus::Won;
    const bool resolved = won || status == DealStatus::Lost || status == DealStatus::Deleted;
    for (std::size_t i = first_; i < visits_.size(); ++i) {
      visits_[i].won = won;
      visits_[i].resolved = resolved;
      visits_[i].resolved_at = at;
    }
  }

 private:
  const OpenStages& stages_;
  std::vector<StageVisit>& visits_;
  std::size_t first_;
  bool visiting_{false};
};

}  // namespace

void collect_visits(const OpenStages& stages, const PipelineHistory& history, const DealFold& fold,
                    TimePoint data_cut, std::vector<StageVisit>& into) {
  Walk walk(stages, into);
  DealStatus status = DealStatus::None;
  TimePoint status_since = data_cut;
  for (const FoldStep& step : fold.steps) {
    const TimePoint at = step.event->occurred_at;
    if (at > data_cut) break;
    const DealState& state = step.after;
    if (state.status != status) status_since = at;
    status = state.status;
    if (status == DealStatus::Merged) break;
    if (status == DealStatus::Deleted) walk.leave(at, stages.lost());
    if (status == DealStatus::None || status == DealStatus::Deleted) continue;
    const auto& config = history[state.version_index];
    const auto outcome =
        stages.outcome_of(config.stages()[static_cast<std::size_t>(state.stage)].key);
    if (outcome) walk.enter(*outcome, at);
  }
  const bool open = status == DealStatus::None || status == DealStatus::Open;
  walk.finish(status, open ? data_cut : status_since);
}

}  // namespace gv::revenue
