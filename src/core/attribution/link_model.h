#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "base/result.h"

namespace gv::attribution {

/// What a pair of a click and a conversion is compared by in layer 3.
enum class Trait : std::size_t { Ip, UserAgent, IpPrefix };
inline constexpr std::size_t kTraits = 3;
/// Hours from click to conversion: below 1, 6, 24, and all above.
inline constexpr std::array<double, 3> kDelayBounds{1.0, 6.0, 24.0};
inline constexpr std::size_t kDelayBins = kDelayBounds.size() + 1;

/// One comparison.
struct Agreement {
  std::array<bool, kTraits> equal{};
  double delay_hours{0.0};
};

/// P(equal | same person) and P(equal | strangers), both in (0, 1).
struct AgreementOdds {
  double m{0.5};
  double u{0.5};
};

/// ln(m / u) where the trait agrees, ln((1 - m) / (1 - u)) where not.
[[nodiscard]] double agreement_weight(const AgreementOdds& odds, bool equal);
/// prior_odds * exp(weight) as a probability.
[[nodiscard]] double posterior(double prior_odds, double weight);

/// Layer 3 learned from pairs of known truth. Method: Fellegi & Sunter 1969, traits taken as
/// independent; m and u are shares with one pseudo-pair for and against.
struct LinkModel {
  std::array<AgreementOdds, kTraits> traits;
  std::array<AgreementOdds, kDelayBins> delays;  ///< m and u of a delay lying in the bin
  double prior_odds{0.001};  ///< > 0: same person to strangers, among candidates
  std::int64_t pairs{0};     ///< of the same person, that it learned from
  /// P(same person), in [0, 1].
  [[nodiscard]] double probability(const Agreement& agreement) const;
};

/// Enough pairs of layer 1 to switch the model on. Prior.
inline constexpr std::int64_t kLinkPairsMin = 500;

/// Nothing with fewer than `kLinkPairsMin` pairs of the same person or none of strangers.
[[nodiscard]] std::optional<LinkModel> fit_link_model(std::span<const Agreement> same,
                                                      std::span<const Agreement> strangers);

}  // namespace gv::attribution
