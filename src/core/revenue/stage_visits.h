#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/revenue/deal_fold.h"

namespace gv::revenue {

/// The open stages of a config in order, and the outcomes a visit can end with: the open stages
/// 0..n-1, then won (n), then lost (n + 1).
class OpenStages {
 public:
  explicit OpenStages(const PipelineConfig& config);
  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  [[nodiscard]] std::size_t won() const { return size(); }
  [[nodiscard]] std::size_t lost() const { return size() + 1; }
  [[nodiscard]] std::size_t outcomes() const { return size() + 2; }
  [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }
  /// Outcome a stage key stands for; nothing for a key the config does not hold.
  [[nodiscard]] std::optional<std::size_t> outcome_of(const std::string& key) const;
  [[nodiscard]] std::optional<std::size_t> index_of(std::string_view key) const;
  /// Prior split of the exits of a stage, by outcome: the next open stage (or won, for the last)
  /// gets win_probability(s) / win_probability(next), at most 1; lost gets the rest.
  [[nodiscard]] const std::vector<double>& prior_split(std::size_t stage) const {
    return prior_split_[stage];
  }
  /// Prior chance to leave the stage on a given day, in (0, 1]: one over the days until the next
  /// stage by days_to_close_mean, at least one day.
  [[nodiscard]] double prior_exit(std::size_t stage) const { return prior_exit_[stage]; }
  /// The config's own win probability of the stage.
  [[nodiscard]] double prior_win(std::size_t stage) const { return prior_win_[stage]; }

 private:
  std::vector<std::string> keys_;
  std::vector<std::pair<std::string, StageKind>> all_;
  std::vector<std::vector<double>> prior_split_;
  std::vector<double> prior_exit_;
  std::vector<double> prior_win_;
};

/// One stay of a deal in an open stage, and how the deal ended.
struct StageVisit {
  std::size_t stage{0};  ///< index into OpenStages
  TimePoint entered_at{};
  TimePoint until{};        ///< left at, or observed until (data cut, merge)
  bool left{false};         ///< false: still there when observation ended (censored)
  std::size_t outcome{0};   ///< where it went, when left
  bool resolved{false};     ///< the deal ended won or lost
  bool won{false};          ///< when resolved
  TimePoint resolved_at{};  ///< when resolved; else the end of observation
};

/// The visits of one deal, appended to `into`. A deleted deal counts as lost, a merged one is
/// censored at the merge. Stages the config does not know interrupt nothing.
void collect_visits(const OpenStages& stages, const PipelineHistory& history, const DealFold& fold,
                    TimePoint data_cut, std::vector<StageVisit>& into);

}  // namespace gv::revenue
