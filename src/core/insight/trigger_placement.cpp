#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "core/insight/enum_text.h"
#include "core/insight/psychology.h"

namespace gv::insight {
namespace {

using Ms = std::int64_t;

constexpr double kStep = 0.5;
constexpr std::array kShortScript{Trigger::Hook, Trigger::PainPoint, Trigger::Solution,
                                  Trigger::Cta};

Ms to_ms(double seconds) { return static_cast<Ms>(std::llround(seconds * 1000.0)); }

bool is_required(Trigger trigger) { return trigger == Trigger::Hook || trigger == Trigger::Cta; }

bool uses_absorption(Trigger trigger) {
  return trigger == Trigger::PainPoint || trigger == Trigger::SocialProof ||
         trigger == Trigger::Cta;
}

/// Points where slots may start and end, ms, ascending.
std::vector<Ms> grid_of(std::span<const PsychologyWindow> windows, double duration_s) {
  std::vector<Ms> grid{0, to_ms(0.33 * duration_s), to_ms(0.66 * duration_s), to_ms(duration_s)};
  const Ms step = std::max<Ms>(1, to_ms(std::min(kStep, duration_s / 10.0)));
  for (Ms t = 0; t < to_ms(duration_s); t += step) grid.push_back(t);
  for (const auto& window : windows) {
    grid.push_back(to_ms(window.t0));
    grid.push_back(to_ms(window.t1));
  }
  std::sort(grid.begin(), grid.end());
  grid.erase(std::unique(grid.begin(), grid.end()), grid.end());
  return grid;
}

/// Worth in integers, so that equal placements compare equal: a thousand times fit times weight,
/// then filled time.
struct Worth {
  std::int64_t points{-1};  ///< -1: not possible
  Ms filled{0};
  friend auto operator<=>(const Worth&, const Worth&) = default;
};

struct Cell {
  Worth worth;
  std::size_t from{0};  ///< grid point where the trigger's slot starts, when `used`
  bool used{false};
};

struct Candidate {
  std::size_t from{0};
  std::size_t to{0};
  int fit{0};
  Worth worth;
};

class PlacementTable {
 public:
  PlacementTable(std::span<const PsychologyWindow> windows, double duration_s)
      : windows_(windows), duration_s_(duration_s), grid_(grid_of(windows, duration_s)) {}

  std::vector<TriggerSlot> solve(std::span<const Trigger> script) {
    std::vector<std::vector<Cell>> table{std::vector<Cell>(grid_.size(), Cell{{0, 0}})};
    for (const auto trigger : script) table.push_back(next_row(trigger, table.back()));
    std::vector<TriggerSlot> slots;
    std::size_t end = grid_.size() - 1;
    for (std::size_t k = script.size(); k > 0; --k) {
      while (end > 0 && table[k][end].worth == table[k][end - 1].worth) --end;
      const Cell& cell = table[k][end];
      if (!cell.used) continue;
      slots.push_back(slot_of(script[k - 1], cell.from, end));
      end = cell.from;
    }
    std::reverse(slots.begin(), slots.end());
    return slots;
  }

 private:
  /// Row k from row k - 1: best worth of the first k triggers with all slots ended by a point.
  [[nodiscard]] std::vector<Cell> next_row(Trigger trigger, const std::vector<Cell>& above) const {
    std::vector<Cell> row(grid_.size());
    if (!is_required(trigger)) {
      for (std::size_t i = 0; i < row.size(); ++i) row[i] = {above[i].worth, 0, false};
    }
    for (const auto& slot : candidates(trigger)) {
      const Worth& before = above[slot.from].worth;
      if (before.points < 0) continue;
      const Worth sum{before.points + slot.worth.points, before.filled + slot.worth.filled};
      if (sum > row[slot.to].worth) row[slot.to] = {sum, slot.from, true};
    }
    for (std::size_t i = 1; i < row.size(); ++i) {
      if (row[i - 1].worth >= row[i].worth) row[i] = row[i - 1];
    }
    return row;
  }

  [[nodiscard]] std::vector<Candidate> candidates(Trigger trigger) const {
    std::vector<Candidate> found;
    const Ms longest = to_ms(wish_of(trigger).max_s);
    std::size_t from = 0;
    for (const auto& window : windows_) {
      const Ms end = to_ms(window.t1);
      for (; from + 1 < grid_.size() && grid_[from] < end; ++from) {
        for (std::size_t to = from + 1; to < grid_.size() && grid_[to] <= end; ++to) {
          if (grid_[to] - grid_[from] > longest) break;
          const int fit = fit_of(trigger, window, from, to);
          if (fit <= kRecommendedAbove && !is_required(trigger)) continue;
          const double weight = uses_absorption(trigger) ? window.absorption : 1.0;
          found.push_back(
              {from, to, fit, {std::llround(fit * weight * 1000.0), grid_[to] - grid_[from]}});
        }
      }
    }
    return found;
  }

  [[nodiscard]] double seconds(std::size_t i) const { return static_cast<double>(grid_[i]) / 1e3; }

  [[nodiscard]] int fit_of(Trigger trigger, const PsychologyWindow& window, std::size_t from,
                           std::size_t to) const {
    return trigger_fit(trigger, {window.level, window.has_face, seconds(to) - seconds(from),
                                 seconds(from) / duration_s_});
  }

  [[nodiscard]] TriggerSlot slot_of(Trigger trigger, std::size_t from, std::size_t to) const {
    const auto window = std::find_if(windows_.begin(), windows_.end(),
                                     [&](const auto& w) { return grid_[from] < to_ms(w.t1); });
    std::string seconds_text = std::to_string(std::llround((seconds(to) - seconds(from)) * 10.0));
    if (seconds_text.size() < 2) seconds_text.insert(0, "0");
    seconds_text.insert(seconds_text.size() - 1, ".");
    const std::string face = !window->has_face ? "" : *window->has_face ? "face, " : "no face, ";
    return {trigger, seconds(from), seconds(to), fit_of(trigger, *window, from, to),
            name_of(window->level) + " motion, " + face + seconds_text + " s, " +
                name_of(position_of(seconds(from) / duration_s_))};
  }

  std::span<const PsychologyWindow> windows_;
  double duration_s_;
  std::vector<Ms> grid_;
};

}  // namespace

std::vector<TriggerSlot> place_triggers(std::span<const PsychologyWindow> windows,
                                        double duration_s, const PsychologyConfig& config) {
  if (windows.empty()) return {};
  PlacementTable placement(windows, duration_s);
  if (duration_s < config.short_video_s) return placement.solve(kShortScript);
  return placement.solve(kTriggers);
}

}  // namespace gv::insight
