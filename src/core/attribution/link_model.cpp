#include "core/attribution/link_model.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace gv::attribution {
namespace {

std::size_t delay_bin(double hours) {
  return static_cast<std::size_t>(
      std::upper_bound(kDelayBounds.begin(), kDelayBounds.end(), hours) - kDelayBounds.begin());
}

/// Share of `pairs` for which `holds`, away from 0 and 1.
template <class Predicate>
double share(std::span<const Agreement> pairs, const Predicate& holds) {
  const auto met = std::count_if(pairs.begin(), pairs.end(), holds);
  return (static_cast<double>(met) + 1.0) / (static_cast<double>(pairs.size()) + 2.0);
}

}  // namespace

double agreement_weight(const AgreementOdds& odds, bool equal) {
  return equal ? std::log(odds.m / odds.u) : std::log((1.0 - odds.m) / (1.0 - odds.u));
}

double posterior(double prior_odds, double weight) {
  GV_CHECK(prior_odds > 0.0);
  return 1.0 / (1.0 + std::exp(-weight) / prior_odds);
}

double LinkModel::probability(const Agreement& agreement) const {
  double weight = 0.0;
  for (std::size_t i = 0; i < kTraits; ++i) {
    weight += agreement_weight(traits[i], agreement.equal[i]);
  }
  weight += agreement_weight(delays[delay_bin(agreement.delay_hours)], true);
  return posterior(prior_odds, weight);
}

std::optional<LinkModel> fit_link_model(std::span<const Agreement> same,
                                        std::span<const Agreement> strangers) {
  if (static_cast<std::int64_t>(same.size()) < kLinkPairsMin || strangers.empty()) {
    return std::nullopt;
  }
  LinkModel model;
  for (std::size_t i = 0; i < kTraits; ++i) {
    const auto equal = [i](const Agreement& pair) { return pair.equal[i]; };
    model.traits[i] = {share(same, equal), share(strangers, equal)};
  }
  for (std::size_t bin = 0; bin < kDelayBins; ++bin) {
    const auto within = [bin](const Agreement& pair) { return delay_bin(pair.delay_hours) == bin; };
    model.delays[bin] = {share(same, within), share(strangers, within)};
  }
  model.pairs = static_cast<std::int64_t>(same.size());
  model.prior_odds = static_cast<double>(same.size()) / static_cast<double>(strangers.size());
  return model;
}

}  // namespace gv::attribution
