#include "core/attribution/shapley.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "base/rng.h"

namespace gv::attribution {
namespace {

constexpr std::size_t kExactMax = 12;
constexpr int kOrders = 20'000;

/// A group by the indices of its ads, each once.
struct Coalition {
  std::vector<std::size_t> players;
  double journeys{0.0};
  double conversions{0.0};
};

struct Game {
  std::vector<AdId> ads;  ///< ascending
  std::vector<Coalition> coalitions;
};

Result<Game> game_of(std::span<const JourneyGroup> groups) {
  Game game;
  for (const JourneyGroup& group : groups) {
    if (group.journeys < 0 || group.conversions < 0 || group.conversions > group.journeys) {
      return fail(ErrorCode::InvalidInput, "journeys",
                  "must be 0 <= conversions <= journeys, got " + std::to_string(group.conversions) +
                      " of " + std::to_string(group.journeys));
    }
    game.ads.insert(game.ads.end(), group.ads.begin(), group.ads.end());
  }
  std::sort(game.ads.begin(), game.ads.end());
  game.ads.erase(std::unique(game.ads.begin(), game.ads.end()), game.ads.end());
  for (const JourneyGroup& group : groups) {
    Coalition coalition{.journeys = static_cast<double>(group.journeys),
                        .conversions = static_cast<double>(group.conversions)};
    for (const AdId& ad : group.ads) {
      const auto at = std::lower_bound(game.ads.begin(), game.ads.end(), ad);
      coalition.players.push_back(static_cast<std::size_t>(at - game.ads.begin()));
    }
    auto& players = coalition.players;
    std::sort(players.begin(), players.end());
    players.erase(std::unique(players.begin(), players.end()), players.end());
    if (!players.empty()) game.coalitions.push_back(std::move(coalition));
  }
  return game;
}

std::vector<AdValue> named(const std::vector<AdId>& ads, const std::vector<double>& values) {
  std::vector<AdValue> result;
  for (std::size_t i = 0; i < ads.size(); ++i) result.push_back({ads[i], values[i]});
  return result;
}

double rate(double conversions, double journeys) {
  return journeys > 0.0 ? conversions / journeys : 0.0;
}

/// v(S) for every set of players, as bits.
std::vector<double> rates_of_sets(const Game& game) {
  const std::size_t sets = std::size_t{1} << game.ads.size();
  std::vector<double> conversions(sets);
  std::vector<double> journeys(sets);
  for (const Coalition& coalition : game.coalitions) {
    std::size_t bits = 0;
    for (const std::size_t player : coalition.players) bits |= std::size_t{1} << player;
    conversions[bits] += coalition.conversions;
    journeys[bits] += coalition.journeys;
  }
  // Sums over subsets, one player after the other.
  for (std::size_t player = 0; player < game.ads.size(); ++player) {
    const std::size_t bit = std::size_t{1} << player;
    for (std::size_t set = 0; set < sets; ++set) {
      if ((set & bit) == 0) continue;
      conversions[set] += conversions[set ^ bit];
      journeys[set] += journeys[set ^ bit];
    }
  }
  for (std::size_t set = 0; set < sets; ++set) {
    conversions[set] = rate(conversions[set], journeys[set]);
  }
  return conversions;
}

/// phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)).
std::vector<double> exact_values(const Game& game) {
  const std::size_t n = game.ads.size();
  const auto value = rates_of_sets(game);
  std::vector<double> weight(n);  // by |S|
  for (std::size_t size = 0; size < n; ++size) {
    double choose = 1.0;  // n - 1 over size
    for (std::size_t k = 0; k < size; ++k) {
      choose *= static_cast<double>(n - 1 - k) / static_cast<double>(k + 1);
    }
    weight[size] = 1.0 / (static_cast<double>(n) * choose);
  }
  std::vector<double> phi(n);
  for (std::size_t set = 0; set < value.size(); ++set) {
    const auto size = static_cast<std::size_t>(__builtin_popcountll(set));
    for (std::size_t player = 0; player < n; ++player) {
      const std::size_t bit = std::size_t{1} << player;
      if ((set & bit) == 0) phi[player] += weight[size] * (value[set | bit] - value[set]);
    }
  }
  return phi;
}

/// Mean marginal value over random orders. A coalition counts from the turn of its last player.
std::vector<double> sampled_values(const Game& game, std::uint64_t seed) {
  const std::size_t n = game.ads.size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::size_t> turn(n);
  std::vector<double> phi(n);
  Rng rng(seed, 0);
  for (int draw = 0; draw < kOrders; ++draw) {
    for (std::size_t i = n; i > 1; --i) std::swap(order[i - 1], order[rng.below(i)]);
    for (std::size_t i = 0; i < n; ++i) turn[order[i]] = i;
    std::vector<double> conversions(n);
    std::vector<double> journeys(n);
    for (const Coalition& coalition : game.coalitions) {
      std::size_t last = 0;
      for (const std::size_t player : coalition.players) last = std::max(last, turn[player]);
      conversions[last] += coalition.conversions;
      journeys[last] += coalition.journeys;
    }
    double converted = 0.0;
    double all = 0.0;
    double before = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      converted += conversions[i];
      all += journeys[i];
      const double after = rate(converted, all);
      phi[order[i]] += (after - before) / kOrders;
      before = after;
    }
  }
  return phi;
}

}  // namespace

Result<std::vector<AdValue>> shapley(std::span<const JourneyGroup> groups) {
  GV_TRY(const Game game, game_of(groups));
  std::vector<double> phi(game.ads.size());
  for (const Coalition& coalition : game.coalitions) {
    const double each = coalition.conversions / static_cast<double>(coalition.players.size());
    for (const std::size_t player : coalition.players) phi[player] += each;
  }
  return named(game.ads, phi);
}

Result<ShapleyRate> shapley_rate(std::span<const JourneyGroup> groups, std::uint64_t seed) {
  GV_TRY(const Game game, game_of(groups));
  ShapleyRate result{.sampled = game.ads.size() > kExactMax};
  auto phi = result.sampled ? sampled_values(game, seed) : exact_values(game);
  result.phi = named(game.ads, phi);
  double positive = 0.0;
  for (double& value : phi) {
    result.clipped = result.clipped || value < 0.0;
    value = std::max(value, 0.0);
    positive += value;
  }
  double total = 0.0;
  for (const Coalition& coalition : game.coalitions) total += coalition.conversions;
  for (double& value : phi) value = positive > 0.0 ? value / positive * total : 0.0;
  result.credits = named(game.ads, phi);
  return result;
}

}  // namespace gv::attribution
