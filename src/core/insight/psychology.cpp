#include "core/insight/psychology.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/insight/enum_text.h"
#include "core/insight/measure.h"

namespace gv::insight {
namespace {

constexpr double kRounding = 1e-9;
constexpr double kVideoMin = 1.0;

/// A run of samples of one level, linked to its living neighbours.
struct Run {
  double t0{0.0};
  double t1{0.0};
  MotionLevel level{MotionLevel::Low};
  double energy_time{0.0};  ///< integral of the energy
  double face_time{0.0};
  std::size_t previous{0};
  std::size_t next{0};
  [[nodiscard]] double length() const { return t1 - t0; }
  [[nodiscard]] double mean() const { return length() > 0.0 ? energy_time / length() : 0.0; }
};
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

class LevelOf {
 public:
  LevelOf(std::span<const MotionSample> samples, const PsychologyConfig& config) {
    std::vector<double> energies;
    for (const auto& sample : samples) energies.push_back(sample.energy);
    low_ = percentile_of(energies, 0.33);
    high_ = percentile_of(energies, 0.66);
    if (high_ - low_ >= config.spread_min) return;
    const double mean = mean_of(energies);
    single_ = mean < config.static_smooth_max ? MotionLevel::Low
              : mean < config.fast_max        ? MotionLevel::Medium
                                              : MotionLevel::High;
  }
  [[nodiscard]] MotionLevel operator()(double energy) const {
    if (single_) return *single_;
    if (energy <= low_) return MotionLevel::Low;
    return energy >= high_ ? MotionLevel::High : MotionLevel::Medium;
  }

 private:
  double low_{0.0};
  double high_{0.0};
  std::optional<MotionLevel> single_;
};

void absorb(Run& into, const Run& from) {
  into.t0 = std::min(into.t0, from.t0);
  into.t1 = std::max(into.t1, from.t1);
  into.energy_time += from.energy_time;
  into.face_time += from.face_time;
}

std::vector<Run> runs_of(std::span<const MotionSample> samples, double duration_s,
                         const LevelOf& level_of) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double t0 = i == 0 ? 0.0 : std::min(samples[i].t, duration_s);
    const double t1 = i + 1 == samples.size() ? duration_s : std::min(samples[i + 1].t, duration_s);
    const double dt = t1 - t0;
    const bool face = samples[i].face.value_or(false);
    const Run own{t0, t1, level_of(samples[i].energy), samples[i].energy * dt, face ? dt : 0.0};
    if (!runs.empty() && runs.back().level == own.level) {
      absorb(runs.back(), own);
    } else {
      runs.push_back(own);
    }
  }
  return runs;
}

/// The linked runs with the short ones waiting, shortest and earliest first.
class Merger {
 public:
  Merger(std::vector<Run> runs, double length_min) : runs_(std::move(runs)), min_(length_min) {
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      runs_[i].previous = i == 0 ? kNone : i - 1;
      runs_[i].next = i + 1 == runs_.size() ? kNone : i + 1;
      wait(i);
    }
  }

  std::vector<Run> merged() {
    while (!waiting_.empty()) {
      const std::size_t shortest = waiting_.begin()->second;
      const std::size_t partner = nearer_neighbour(shortest);
      if (partner == kNone) break;
      join(partner, shortest);
    }
    std::vector<Run> left;
    for (std::size_t i = first_; i != kNone; i = runs_[i].next) left.push_back(runs_[i]);
    return left;
  }

 private:
  void wait(std::size_t i) {
    if (runs_[i].length() < min_ - kRounding) waiting_.emplace(runs_[i].length(), i);
  }

  [[nodiscard]] std::size_t nearer_neighbour(std::size_t i) const {
    const auto [before, after] = std::pair(runs_[i].previous, runs_[i].next);
    if (before == kNone || after == kNone) return before == kNone ? after : before;
    const double down = std::abs(runs_[before].mean() - runs_[i].mean());
    const double up = std::abs(runs_[after].mean() - runs_[i].mean());
    return up < down ? after : before;
  }

  /// Joins `from` to its neighbour `into`, and `into` to a neighbour of the same level.
  void join(std::size_t into, std::size_t from) {
    waiting_.erase({runs_[from].length(), from});
    waiting_.erase({runs_[into].length(), into});
    absorb(runs_[into], runs_[from]);
    unlink(from);
    wait(into);
    for (const auto other : {runs_[into].previous, runs_[into].next}) {
      if (other != kNone && runs_[other].level == runs_[into].level) return join(into, other);
    }
  }

  void unlink(std::size_t i) {
    const auto [before, after] = std::pair(runs_[i].previous, runs_[i].next);
    if (before != kNone) runs_[before].next = after;
    if (after != kNone) runs_[after].previous = before;
    if (i == first_) first_ = after;
  }

  std::vector<Run> runs_;
  double min_;
  std::size_t first_{0};
  std::set<std::pair<double, std::size_t>> waiting_;
};

PsychologyWindow window_of(const Run& run, bool faces_known, double duration_s) {
  PsychologyWindow window;
  window.t0 = run.t0;
  window.t1 = run.t1;
  window.level = run.level;
  window.mean_energy = run.mean();
  if (faces_known) window.has_face = run.face_time > 0.5 * run.length();
  window.absorption = absorption_of(run.level, window.has_face.value_or(false));
  const Moment moment{run.level, window.has_face, run.length(), run.t0 / duration_s};
  for (const auto trigger : kTriggers) {
    const int fit = trigger_fit(trigger, moment);
    window.fits[name_of(trigger)] = fit;
    if (fit > kRecommendedAbove) window.recommended.push_back(trigger);
  }
  return window;
}

std::vector<std::string> missing_of(Trigger trigger, const PsychologyWindow& window,
                                    double duration_s) {
  const auto& wish = wish_of(trigger);
  std::vector<std::string> missing;
  if (window.level != wish.level) missing.push_back(name_of(wish.level) + "_motion");
  if (window.has_face && *window.has_face != wish.face) {
    missing.push_back(wish.face ? "face" : "no_face");
  }
  if (window.t1 - window.t0 < wish.min_s) missing.push_back("duration");
  if (position_of(window.t0 / duration_s) != wish.position) missing.push_back("position");
  return missing;
}

TriggerGap gap_of(Trigger trigger, const std::vector<PsychologyWindow>& windows,
                  double duration_s) {
  const auto name = name_of(trigger);
  const auto best = std::max_element(
      windows.begin(), windows.end(),
      [&](const auto& a, const auto& b) { return a.fits.at(name) < b.fits.at(name); });
  if (best->fits.at(name) > kRecommendedAbove) return {trigger, {"room"}};
  return {trigger, missing_of(trigger, *best, duration_s)};
}

}  // namespace

std::vector<PsychologyWindow> psychology_windows(std::span<const MotionSample> samples,
                                                 double duration_s,
                                                 const PsychologyConfig& config) {
  const bool faces_known = std::any_of(samples.begin(), samples.end(),
                                       [](const MotionSample& s) { return s.face.has_value(); });
  const LevelOf level_of(samples, config);
  Merger merger(runs_of(samples, duration_s, level_of), config.window_min_s);
  std::vector<PsychologyWindow> windows;
  for (const auto& run : merger.merged()) {
    windows.push_back(window_of(run, faces_known, duration_s));
  }
  return windows;
}

std::optional<PsychologyReport> time_triggers(std::span<const MotionSample> samples,
                                              double duration_s, const PsychologyConfig& config) {
  if (samples.empty() || duration_s < kVideoMin) return std::nullopt;
  PsychologyReport report;
  report.windows = psychology_windows(samples, duration_s, config);
  report.placement = place_triggers(report.windows, duration_s, config);
  for (const auto trigger : kTriggers) {
    const bool placed =
        std::any_of(report.placement.begin(), report.placement.end(),
                    [&](const TriggerSlot& slot) { return slot.trigger == trigger; });
    if (!placed) report.gaps.push_back(gap_of(trigger, report.windows, duration_s));
  }
  return report;
}

std::vector<PlannedTrigger> default_structure(double duration_s) {
  using enum Trigger;
  constexpr double kWhole = 45.0;
  constexpr PlannedTrigger kPlan[] = {
      {Hook, 0.0, 3.0, MotionLevel::High},         {PainPoint, 3.0, 8.0, MotionLevel::Low},
      {Agitation, 8.0, 15.0, MotionLevel::Medium}, {Solution, 15.0, 25.0, MotionLevel::High},
      {SocialProof, 25.0, 35.0, MotionLevel::Low}, {Urgency, 35.0, 40.0, MotionLevel::High},
      {Cta, 40.0, 45.0, MotionLevel::Low}};
  std::vector<PlannedTrigger> plan(std::begin(kPlan), std::end(kPlan));
  for (auto& part : plan) {
    part.t0 *= duration_s / kWhole;
    part.t1 *= duration_s / kWhole;
  }
  return plan;
}

}  // namespace gv::insight
