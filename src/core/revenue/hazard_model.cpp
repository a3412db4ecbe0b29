#include "core/revenue/hazard_model.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/check.h"
#include "core/revenue/absorbing_chain.h"

namespace gv::revenue {
namespace {

constexpr std::array kBins{0, 1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30};
constexpr std::size_t kDays = kBins.back() + 1;
constexpr double kSumSlack = 1e-12;
constexpr int kHorizonMax = 3650;

std::size_t bin_of(std::int64_t day) {
  const auto after = std::upper_bound(kBins.begin(), kBins.end(), day);
  return static_cast<std::size_t>(after - kBins.begin()) - 1;
}

/// Days of bin `bin` among the first `days` days.
double days_in_bin(std::size_t bin, std::int64_t days) {
  const std::int64_t first = kBins[bin];
  const std::int64_t end = bin + 1 < kBins.size() ? kBins[bin + 1] : days;
  return static_cast<double>(std::max<std::int64_t>(0, std::min(days, end) - first));
}

double sum_of(const std::vector<double>& hazards) {
  double sum = 0.0;
  for (const double h : hazards) sum += h;
  return sum;
}

Result<void> check_table(const HazardTable& table) {
  for (std::size_t s = 0; s < table.size(); ++s) {
    for (std::size_t day = 0; day < table[s].size(); ++day) {
      const auto& hazards = table[s][day];
      GV_CHECK(hazards.size() == table.size() + 2);
      const bool in_range =
          std::all_of(hazards.begin(), hazards.end(), [](double h) { return h >= 0.0; });
      if (!in_range || !(sum_of(hazards) <= 1.0 + kSumSlack)) {
        return fail(ErrorCode::InvalidInput, fmt::format("hazards[{}][{}]", s, day),
                    "must be >= 0 and sum to at most 1");
      }
    }
    if (table[s].empty() || !(sum_of(table[s].back()) > 0.0)) {
      return fail(ErrorCode::InvalidInput, fmt::format("hazards[{}]", s),
                  "the last day must have an exit, else deals stay for ever");
    }
  }
  return {};
}

/// value(s, a) = gain(s, a) + sum over open j of through(s, a, j) * value(j, 0).
struct Affine {
  std::vector<std::vector<double>> gain;                  // stages x days
  std::vector<std::vector<std::vector<double>>> through;  // stages x days x open stages
};

/// Runs value(s,a) = own(s,a) + sum_j h_j(a) value(j,0) + (1 - h.(a)) value(s,a+1) backwards, the
/// values at age 0 left symbolic.
template <class Own>
Affine run_backwards(const HazardTable& table, const Own& own) {
  const std::size_t n = table.size();
  Affine result;
  for (std::size_t s = 0; s < n; ++s) {
    const std::size_t days = table[s].size();
    std::vector<double> gain(days);
    std::vector<std::vector<double>> through(days, std::vector<double>(n));
    for (std::size_t a = days; a-- > 0;) {
      const auto& hazards = table[s][a];
      const double leave = sum_of(hazards);
      const bool last = a + 1 == days;
      // On the last day the same equation holds with a+1 = a; solved for itself it divides by h.
      const double stay = last ? 0.0 : 1.0 - leave;
      const double scale = last ? leave : 1.0;
      gain[a] = own(s, a) / scale + (last ? 0.0 : stay * gain[a + 1]);
      for (std::size_t j = 0; j < n; ++j) {
        through[a][j] = hazards[j] / scale + (last ? 0.0 : stay * through[a + 1][j]);
      }
    }
    result.gain.push_back(std::move(gain));
    result.through.push_back(std::move(through));
  }
  return result;
}

/// Closes the system at age 0 and fills in all ages.
Result<std::vector<std::vector<double>>> solve_ages(const Affine& affine) {
  const std::size_t n = affine.gain.size();
  std::vector<double> matrix(n * n);
  std::vector<double> right(n);
  for (std::size_t s = 0; s < n; ++s) {
    right[s] = affine.gain[s][0];
    for (std::size_t j = 0; j < n; ++j) {
      matrix[s * n + j] = (s == j ? 1.0 : 0.0) - affine.through[s][0][j];
    }
  }
  GV_TRY(const auto at_entry, solve_linear(std::move(matrix), std::move(right)));
  auto values = affine.gain;
  for (std::size_t s = 0; s < n; ++s) {
    for (std::size_t a = 0; a < values[s].size(); ++a) {
      for (std::size_t j = 0; j < n; ++j) values[s][a] += affine.through[s][a][j] * at_entry[j];
    }
  }
  return values;
}

double at_age(const std::vector<double>& by_day, double age_days) {
  const double day = std::floor(std::max(0.0, age_days));
  const auto last = static_cast<double>(by_day.size() - 1);
  return by_day[static_cast<std::size_t>(std::min(day, last))];
}

}  // namespace

std::span<const int> age_bins() { return kBins; }

double shrunken_hazard(double exits, double days_at_risk, double prior_hazard,
                       double prior_weight) {
  return (exits + prior_weight * prior_hazard) / (days_at_risk + prior_weight);
}

HazardTable fit_hazards(const OpenStages& stages, std::span<const StageVisit> visits,
                        double prior_weight) {
  const std::size_t n = stages.size();
  std::vector<std::array<double, kBins.size()>> risk(n);
  std::vector<std::vector<std::array<double, kBins.size()>>> exits(n);
  for (std::size_t s = 0; s < n; ++s) {
    risk[s].fill(0.0);
    exits[s].resize(stages.outcomes());
    for (auto& bins : exits[s]) bins.fill(0.0);
  }
  for (const StageVisit& visit : visits) {
    const std::int64_t age = std::chrono::floor<Days>(visit.until - visit.entered_at).count();
    const std::int64_t days = age + (visit.left ? 1 : 0);
    for (std::size_t b = 0; b < kBins.size() && kBins[b] < days; ++b) {
      risk[visit.stage][b] += days_in_bin(b, days);
    }
    if (visit.left) exits[visit.stage][visit.outcome][bin_of(age)] += 1.0;
  }
  HazardTable table(n, std::vector<std::vector<double>>(kDays));
  for (std::size_t s = 0; s < n; ++s) {
    for (std::size_t day = 0; day < kDays; ++day) {
      const std::size_t b = bin_of(static_cast<std::int64_t>(day));
      for (std::size_t j = 0; j < stages.outcomes(); ++j) {
        table[s][day].push_back(shrunken_hazard(exits[s][j][b], risk[s][b],
                                                stages.prior_exit(s) * stages.prior_split(s)[j],
                                                prior_weight));
      }
    }
  }
  return table;
}

double HazardOutlook::win_at(std::size_t stage, double age_days) const {
  return at_age(win[stage], age_days);
}

double HazardOutlook::close_days_at(std::size_t stage, double age_days) const {
  return at_age(close_days[stage], age_days);
}

Result<HazardOutlook> solve_hazards(const HazardTable& table) {
  GV_TRY(check_table(table));
  const std::size_t won = table.size();
  const Affine wins =
      run_backwards(table, [&](std::size_t s, std::size_t a) { return table[s][a][won]; });
  HazardOutlook outlook;
  GV_TRY(outlook.win, solve_ages(wins));
  const Affine days =
      run_backwards(table, [&](std::size_t s, std::size_t a) { return outlook.win[s][a]; });
  GV_TRY(outlook.close_days, solve_ages(days));
  for (std::size_t s = 0; s < table.size(); ++s) {
    for (std::size_t a = 0; a < table[s].size(); ++a) {
      const double win = std::clamp(outlook.win[s][a], 0.0, 1.0);
      outlook.win[s][a] = win;
      outlook.close_days[s][a] = win > 0.0 ? outlook.close_days[s][a] / win : 0.0;
    }
  }
  return outlook;
}

std::vector<std::vector<double>> close_within(const HazardTable& table, int horizon_days) {
  GV_CHECK(horizon_days >= 0 && horizon_days <= kHorizonMax);
  const std::size_t n = table.size();
  std::vector<std::vector<double>> now;
  for (const auto& days : table) now.emplace_back(days.size(), 0.0);
  auto next = now;
  for (int day = 0; day < horizon_days; ++day) {
    for (std::size_t s = 0; s < n; ++s) {
      for (std::size_t a = 0; a < table[s].size(); ++a) {
        const auto& hazards = table[s][a];
        double value = hazards[n];
        for (std::size_t j = 0; j < n; ++j) value += hazards[j] * now[j][0];
        const std::size_t older = std::min(a + 1, table[s].size() - 1);
        next[s][a] = value + (1.0 - sum_of(hazards)) * now[s][older];
      }
    }
    std::swap(now, next);
  }
  return now;
}

}  // namespace gv::revenue
