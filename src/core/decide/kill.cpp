#include "core/decide/kill.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace gv::decide {
namespace {

constexpr double kValueShare = 0.8;
constexpr double kCvrShare = 0.1;
constexpr double kCtrShare = 0.1;
constexpr double kVetoDeals = 3.0;
constexpr double kVetoProbability = 0.5;
constexpr double kDeclineRatio = 0.5;
constexpr double kDeclineZ = 1.645;  // one-sided 5 %

/// Bets on the rate being gamma x the protect level.
constexpr std::array kGamma{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};
constexpr double kBets = 8.0;        // the seven above and gamma = 0
constexpr double kLargestE = 1e300;  // evidence beyond it stays a finite number
const std::array<double, 7> kLogGamma = [] {
  std::array<double, 7> logs{};
  std::transform(kGamma.begin(), kGamma.end(), logs.begin(), [](double g) { return std::log(g); });
  return logs;
}();

bool performance_declines(const belief::Evidence& e, double overdispersion) {
  if (e.clicks_day_before <= 0.0 || e.spend_day <= 0.0 || e.spend_day_before <= 0.0) return false;
  const double clicks = std::max(e.clicks_day, 0.5);  // an empty day still has a finite error
  const double ratio = (clicks / e.spend_day) / (e.clicks_day_before / e.spend_day_before);
  const double error = std::sqrt(overdispersion * (1.0 / clicks + 1.0 / e.clicks_day_before));
  return ratio < kDeclineRatio && -std::log(ratio) / error >= kDeclineZ;
}

/// Gates 1 to 5 in order: which hold.
Set<ReasonCode> gates(const KillInputs& in, const Config& config) {
  const auto& e = in.evidence;
  const auto& kill = config.kill;
  const double impressions = static_cast<double>(e.totals.impressions);
  const double clicks = static_cast<double>(e.totals.clicks);
  Set<ReasonCode> held;
  // 1. Click rate.
  if (e.totals.impressions >= kill.ctr_impressions && clicks < kill.min_ctr * impressions) {
    held.insert(ReasonCode::LowCtr);
  }
  if (!in.value_known) return held;
  // 2. Deals per effective click.
  if (e.totals.clicks >= kill.cvr_clicks && e.deals < kill.min_cvr * e.n_eff) {
    held.insert(ReasonCode::LowCvr);
  }
  // 3. Matured cost per deal.
  if (config.target_cpa_minor && e.deals >= kill.cpa_deals &&
      e.spend_eff > kill.cpa_multiplier * static_cast<double>(*config.target_cpa_minor) * e.deals) {
    held.insert(ReasonCode::HighCpa);
  }
  // 4. Expected ROAS.
  const std::int64_t floor =
      config.mode == belief::Mode::Direct ? kill.negative_roas_spend_minor : kill.min_spend_minor;
  if (e.totals.spend_minor >= floor && in.roas_mean < kill.roas) {
    held.insert(ReasonCode::NegativeRoas);
  }
  // 5. Matured spend without a deal.
  if (e.spend_eff >= static_cast<double>(kill.no_conversion_spend_minor) && e.deals == 0.0) {
    held.insert(ReasonCode::NoConversions);
  }
  return held;
}

std::optional<ReasonCode> first_unvetoed(const Set<ReasonCode>& held, bool veto) {
  for (const auto reason : {ReasonCode::LowCtr, ReasonCode::LowCvr, ReasonCode::HighCpa}) {
    if (held.contains(reason) && !veto) return reason;
  }
  for (const auto reason : {ReasonCode::NegativeRoas, ReasonCode::NoConversions}) {
    if (held.contains(reason)) return reason;
  }
  return std::nullopt;
}

/// Condition 3 of a kill by evidence. The median alone condemned winners: E may come from the click
/// rate alone, and an ad may earn well with a click rate below its protect level.
bool surely_below_protect(const KillInputs& in, const Config& config) {
  return in.roas.median < config.protect_roas() &&
         in.roas.p_below_protect >= config.kill.evidence_probability;
}

bool is_final(const KillInputs& in, ReasonCode reason, const Config& config) {
  return reason == ReasonCode::LowCtr || in.roas.p_below_protect >= config.kill.final_probability;
}

/// The historical rule: a bare comparison of value and spend. Kept as a baseline.
KillVerdict judge_legacy(const KillInputs& in, const Config& config) {
  KillVerdict verdict;
  const double spend = static_cast<double>(in.evidence.totals.spend_minor);
  verdict.kill = in.value_known && in.evidence.totals.spend_minor >= config.kill.min_spend_minor &&
                 in.evidence.value_minor < config.kill.roas * spend;
  verdict.finality = belief::Finality::Final;
  verdict.reason = ReasonCode::NegativeRoas;
  verdict.confidence = in.roas.p_below_protect;
  return verdict;
}

}  // namespace

double e_count(double deals, double exposure) {
  double sum = deals == 0.0 ? std::exp(exposure) : 0.0;
  for (std::size_t i = 0; i < kGamma.size(); ++i) {
    sum += std::exp(deals * kLogGamma[i] + exposure * (1.0 - kGamma[i]));
  }
  return std::min(sum / kBets, kLargestE);
}

double e_click(double clicks, double impressions, double protect, double overdispersion) {
  const double hits = clicks / overdispersion;
  const double misses = (impressions - clicks) / overdispersion;
  const double log_miss = std::log1p(-protect);
  double sum = clicks == 0.0 ? std::exp(-misses * log_miss) : 0.0;
  for (std::size_t i = 0; i < kGamma.size(); ++i) {
    sum += std::exp(hits * kLogGamma[i] + misses * (std::log1p(-kGamma[i] * protect) - log_miss));
  }
  return std::min(sum / kBets, kLargestE);
}

double protect_deals_per_minor(double value_90, const Config& config) {
  double rate = 0.0;
  if (value_90 > 0.0) rate = config.protect_roas() / value_90;
  if (config.target_cpa_minor) {
    const double by_cpa =
        1.0 / (config.kill.cpa_protect * static_cast<double>(*config.target_cpa_minor));
    rate = value_90 > 0.0 ? std::min(rate, by_cpa) : by_cpa;
  }
  return rate;
}

EValues e_values(const KillInputs& in, const Config& config) {
  const auto& e = in.evidence;
  EValues result;
  if (in.value_known) {
    result.value =
        e_count(e.deals_since, protect_deals_per_minor(in.value_90, config) * e.spend_eff_slow);
    result.cvr = e_count(e.deals_since, config.kill.cvr_protect * e.n_eff_slow);
  }
  result.ctr = e_click(e.clicks_since, e.impressions_since, config.kill.ctr_protect,
                       config.kill.overdispersion);
  result.combined = kValueShare * result.value + kCvrShare * result.cvr + kCtrShare * result.ctr;
  return result;
}

KillVerdict judge(const KillInputs& in, const Config& config) {
  if (config.kill.mode == KillMode::Legacy) return judge_legacy(in, config);
  const auto& kill = config.kill;
  KillVerdict verdict;
  verdict.triggered = gates(in, config);
  verdict.declining = performance_declines(in.evidence, kill.overdispersion);
  if (verdict.declining) verdict.triggered.insert(ReasonCode::DecliningPerformance);
  verdict.e = e_values(in, config);
  const bool veto = in.evidence.deals >= kVetoDeals && in.roas.p_target >= kVetoProbability;
  const auto reason = first_unvetoed(verdict.triggered, veto);
  verdict.vetoed = !reason && veto && first_unvetoed(verdict.triggered, false).has_value();
  if (reason && verdict.e.combined >= 1.0 / kill.alpha && surely_below_protect(in, config)) {
    verdict.kill = true;
    if (is_final(in, *reason, config)) verdict.finality = belief::Finality::Final;
    verdict.reason = *reason;
    verdict.confidence = 1.0 - 1.0 / verdict.e.combined;
  } else if (in.value_known && in.roas.p_below_protect >= kill.provisional &&
             in.evidence.maturity >= kill.provisional_maturity &&
             in.evidence.totals.spend_minor >= config.min_spend_minor) {
    verdict.kill = true;
    verdict.reason = reason.value_or(ReasonCode::ProbablyBelowProtect);
    verdict.confidence = in.roas.p_below_protect;
  }
  return verdict;
}

double waste_prevented_minor(std::int64_t daily_budget_minor, double roas_mean) {
  return std::max(0.0, 7.0 * static_cast<double>(daily_budget_minor) * (1.0 - roas_mean));
}

bool should_scale_aggressively(const belief::Evidence& evidence, const belief::RoasSummary& roas,
                               const Config& config) {
  return evidence.totals.spend_minor >= config.scale_spend_minor &&
         roas.p_scale >= config.scale_confidence;
}

}  // namespace gv::decide
