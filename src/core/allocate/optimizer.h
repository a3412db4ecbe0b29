#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gv::allocate {

/// What the rule allocator knows of one budget unit. Amounts in minor units.
struct OptimizerUnit {
  std::string id;
  std::int64_t current_minor{0};  ///< daily budget
  double roas{0.0};               ///< delay-adjusted posterior mean, >= 0
  double hours{0.0};              ///< since first delivery
  std::int64_t spend_minor{0};    ///< lifetime
  std::int64_t value_minor{0};    ///< lifetime, for the report
  double conversions{0.0};        ///< credited deals, for the learning rule
  bool killed{false};             ///< the kill switch wants it off: a loser whatever its ROAS
};

/// Defaults are USD cents and priors.
struct OptimizerConfig {
  double target_roas{2.0};
  double min_roas_ratio{0.5};    ///< underperforming from ratio * target
  double scale_roas_ratio{1.5};  ///< winner from ratio * target
  std::int64_t min_spend_minor{50'00};
  double min_conversions{5.0};
  double learning_period_hours{24.0};
  double max_increase{0.50};
  double max_decrease{0.50};  ///< of a loser
  double underperforming_decrease{0.30};
  std::int64_t min_budget_minor{10'00};
  bool allow_underspend{false};
};

enum class Category { Learning, Winner, Stable, Underperforming, Loser };
enum class OptimizerStatus { Learning, Scaling, Maintaining, Declining, Paused };

/// "learning", "winner", "stable", "underperforming", "loser".
[[nodiscard]] std::string_view to_text(Category category);
/// "LEARNING", "SCALING", "MAINTAINING", "DECLINING", "PAUSED".
[[nodiscard]] std::string_view to_text(OptimizerStatus status);

/// What happens to one unit; as many as units, in their order.
struct OptimizedUnit {
  std::string id;
  Category category{Category::Stable};
  OptimizerStatus status{OptimizerStatus::Maintaining};
  std::int64_t current_minor{0};
  std::int64_t lower_minor{0};
  std::int64_t upper_minor{0};
  std::int64_t recommended_minor{0};
  std::int64_t expected_loss_minor{0};  ///< of the next 7 days at the current budget, >= 0
};

struct Recommendation {
  std::string id;
  Category category{Category::Stable};
  std::int64_t current_minor{0};
  std::int64_t recommended_minor{0};
  int priority{0};  ///< 1 cut a loser, 2 cut an underperformer, 3 raise a winner
};

struct OptimizerReport {
  std::optional<double> overall_roas;  ///< none without spend
  std::int64_t total_spend_minor{0};
  std::int64_t total_revenue_minor{0};
  std::size_t ad_count{0};
  std::size_t learning{0};
  std::size_t winners{0};
  std::size_t stable{0};
  std::size_t underperforming{0};
  std::size_t losers{0};
  std::int64_t potential_savings_minor{0};    ///< expected 7-day loss of the losers
  std::int64_t scaling_opportunity_minor{0};  ///< headroom of the winners per day
  std::size_t recommendations_count{0};
};

struct OptimizerPlan {
  std::vector<OptimizedUnit> units;
  /// Changes only: by priority, then |change| descending, then id.
  std::vector<Recommendation> recommendations;
  std::int64_t reserve_minor{0};  ///< > 0 only with allow_underspend
  OptimizerReport report;
};

/// The category of one unit. Conditions, in order: 0. killed: loser;
/// 1. hours, spend or conversions below the minimum: learning; 2. ROAS >= scale: winner;
/// 3. ROAS >= target: stable; 4. ROAS >= min: underperforming; 5. else loser.
[[nodiscard]] Category categorize(const OptimizerUnit& unit, const OptimizerConfig& config);

/// Moves budget by rules that fit on a page: from losers and underperformers to winners.
///
/// Donors may give D = sum(c - l), winners take A = sum(u - c); min(D, A) moves, taken from losers
/// first, in proportion to c - l, then from underperformers; given to winners equally up to their
/// caps. The total is conserved to the minor unit. With `allow_underspend` donors go down to l
/// anyway and what the winners cannot take is the reserve. No budget moves by more than the
/// configured shares, and none is raised that lies below the minimum budget.
///
/// Errors: Nan, NegativeCount, DuplicateAd, Overflow (an amount, or a sum of them, above 2^50),
/// ConfigRange; `where` names the unit. The order of `units` does not matter: ties go by id.
/// O(n log n).
[[nodiscard]] Result<OptimizerPlan> optimize_budgets(std::span<const OptimizerUnit> units,
                                                     const OptimizerConfig& config = {});

}  // namespace gv::allocate
