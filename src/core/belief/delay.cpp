#include "core/belief/delay.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "core/stats/numeric.h"

namespace gv::belief {
namespace {

constexpr double kInstantSpanDays = 2.0 / 24.0;  // the instant share is uniform on 0-2 h
constexpr double kDirectInstant = 0.35;
constexpr double kDirectMean = 3.8114947;  // gives F(1 d) = 0.50
constexpr double kGuardDirect = 1.3;
constexpr double kGuardPipeline = 2.0;
constexpr std::size_t kFewestDelays = 10;
constexpr double kLargestStep = 1.5;

double scale_of(const DelayModel& model) {
  return model.shape == 1.0 ? model.mean_days
                            : model.mean_days / std::tgamma(1.0 + 1.0 / model.shape);
}

/// Delays in the form their likelihood needs. With shape 1 the slow ones count by their number and
/// sum alone; the fast ones, when there are many, are pooled in bins so narrow that the density
/// hardly bends within one.
class Delays {
 public:
  Delays(std::span<const double> delays, double shape) : count_(delays.size()) {
    std::vector<double> fast;
    for (const double delay : delays) {
      if (shape != 1.0) {
        single_.push_back({1.0, delay});
      } else if (delay <= kInstantSpanDays) {
        fast.push_back(delay);
      } else {
        slow_.add(delay);
      }
    }
    if (fast.size() > kBins) {
      pool(fast);
    } else {
      for (const double delay : fast) single_.push_back({1.0, delay});
    }
  }

  double log_density_sum(const DelayModel& model) const {
    double sum = 0.0;
    if (slow_.count > 0.0) {
      sum += slow_.count * std::log((1.0 - model.instant) / model.mean_days) -
             slow_.sum / model.mean_days;
    }
    for (const auto& group : single_) {
      sum += group.count * log_delay_density(model, group.sum / group.count);
    }
    return sum;
  }
  double count() const { return static_cast<double>(count_); }

 private:
  static constexpr std::size_t kBins = 64;
  struct Group {
    double count{0.0};
    double sum{0.0};
    void add(double delay) { count += 1.0, sum += delay; }
  };

  void pool(const std::vector<double>& fast) {
    std::array<Group, kBins> bins{};
    for (const double delay : fast) {
      bins[static_cast<std::size_t>(delay / kInstantSpanDays * (kBins - 1))].add(delay);
    }
    for (const Group& bin : bins) {
      if (bin.count > 0.0) single_.push_back(bin);
    }
  }

  std::size_t count_;
  Group slow_;
  std::vector<Group> single_;
};

double log_likelihood(const Delays& delays, std::span<const ClickCohort> cohorts,
                      const DelayModel& model) {
  double exposure = 0.0;
  for (const auto& cohort : cohorts) exposure += cohort.clicks * delay_cdf(model, cohort.age_days);
  return delays.log_density_sum(model) -
         delays.count() * std::log(std::max(exposure, std::numeric_limits<double>::min()));
}

double penalty(const DelayModel& model, const DelayPrior& prior) {
  const double z_mean = std::log(model.mean_days / prior.model.mean_days) / prior.log_mean_sd;
  const double z_instant = (model.instant - prior.model.instant) / prior.instant_sd;
  return 0.5 * z_mean * z_mean + 0.5 * z_instant * z_instant;
}

double best_mean(const Delays& delays, std::span<const ClickCohort> cohorts, double instant,
                 const DelayPrior& prior, bool penalised) {
  const auto cost = [&](double log_mean) {
    DelayModel model = prior.model;
    model.instant = instant;
    model.mean_days = std::exp(log_mean);
    return (penalised ? penalty(model, prior) : 0.0) - log_likelihood(delays, cohorts, model);
  };
  const double centre = std::log(prior.model.mean_days);
  return std::exp(stats::golden_section(cost, centre - 4.0, centre + 4.0, 1e-7).at);
}

}  // namespace

DelayModel delay_prior(Mode mode, double cycle_days_mean) {
  if (mode == Mode::Direct) return {.instant = kDirectInstant, .mean_days = kDirectMean};
  return {.instant = 0.0, .mean_days = std::max(1.0, cycle_days_mean / 2.0)};
}

DelayModel slowed(const DelayModel& model, Mode mode) {
  DelayModel slow = model;
  slow.mean_days *= mode == Mode::Direct ? kGuardDirect : kGuardPipeline;
  return slow;
}

double delay_cdf(const DelayModel& model, double days) {
  if (days < 0.0) return 0.0;
  const double ratio = days / scale_of(model);
  const double power = model.shape == 1.0 ? ratio : std::pow(ratio, model.shape);
  return model.instant + (1.0 - model.instant) * -std::expm1(-power);
}

double log_delay_density(const DelayModel& model, double days) {
  const double s = scale_of(model);
  const double ratio = days / s;
  const double power = model.shape == 1.0 ? ratio : std::pow(ratio, model.shape);
  const double rise = model.shape == 1.0 ? 1.0 : std::pow(ratio, model.shape - 1.0);
  const double slow = (1.0 - model.instant) * model.shape / s * rise * std::exp(-power);
  const double fast = days <= kInstantSpanDays ? model.instant / kInstantSpanDays : 0.0;
  return std::log(std::max(slow + fast, std::numeric_limits<double>::min()));
}

double delay_cdf_mean(const DelayModel& model, double near, double far) {
  const double whole = far - near;
  const double from = std::max(near, 0.0);
  if (far <= from || whole <= 0.0) return delay_cdf(model, near);
  const double span = far - from;
  const double share = span / whole;  // the part of the span that has happened
  if (model.shape != 1.0) {
    const auto cdf = [&](double days) { return delay_cdf(model, days); };
    return share * stats::integrate(cdf, from, far) / span;
  }
  //  (1 / span) integral of 1 - (1 - instant) exp(-t / m)
  const double m = model.mean_days;
  const double left = m * std::exp(-from / m) * -std::expm1(-span / m) / span;
  return share * (1.0 - (1.0 - model.instant) * left);
}

double fit_delay_mean(std::span<const double> delays, std::span<const ClickCohort> cohorts,
                      double instant, const DelayPrior& prior, bool penalised) {
  return best_mean(Delays(delays, prior.model.shape), cohorts, instant, prior, penalised);
}

DelayModel fit_delay(std::span<const double> delays, std::span<const ClickCohort> cohorts,
                     const DelayPrior& prior, const DelayModel* previous) {
  if (delays.size() < kFewestDelays || cohorts.empty()) return prior.model;
  const Delays pooled(delays, prior.model.shape);
  DelayModel best = prior.model;
  double best_value = -std::numeric_limits<double>::infinity();
  for (int step = 0; step < 20; ++step) {
    DelayModel model = prior.model;
    model.instant = 0.05 * step;
    model.mean_days = best_mean(pooled, cohorts, model.instant, prior, true);
    const double value = log_likelihood(pooled, cohorts, model) - penalty(model, prior);
    if (value > best_value) best_value = value, best = model;
  }
  if (previous != nullptr) {
    best.mean_days = std::clamp(best.mean_days, previous->mean_days / kLargestStep,
                                previous->mean_days * kLargestStep);
  }
  return best;
}

}  // namespace gv::belief
