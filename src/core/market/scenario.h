#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "core/belief/config.h"

namespace gv::market {

enum class Archetype { FastWinner, SlowWinner, Average, Clickbait, Loser };
inline constexpr std::size_t kArchetypes = 5;
/// "fast winner".
[[nodiscard]] std::string_view to_text(Archetype archetype);

/// Centre of one kind of ad; ads scatter around it log-normally.
struct ArchetypeShape {
  double share{0.0};  ///< of the population; the five sum to 1
  double roas{0.0};   ///< at launch: no exposure, no spend in the last 24 h
  double ctr{0.0};
  double delay_days{0.0};  ///< mean of the exponential, or median of the log-normal delay
  double fatigue{0.0};     ///< phi: CTR falls as e^(-phi exposure)
};

enum class DelayKind { Exponential, LogNormal };

/// A market to try policies on: all numbers of the ground truth, flat. Amounts are minor units.
/// Defaults are S1 with clean measurement. Numbers without a source are priors.
struct Scenario {
  std::string name{"S1"};
  TimePoint start{std::chrono::sys_days{std::chrono::year{2025} / 1 / 6}};  ///< a Monday, UTC
  int days{28};
  int accounts{1};  ///< independent accounts; each is one world
  int ads{16};
  double share_at_start{0.5};  ///< of the ads; the others follow uniformly, at cycle starts, ...
  double launch_share{0.6};    ///< ... within this part of the horizon
  std::int64_t total_minor{1000'00};
  std::int64_t launch_minor{20'00};  ///< daily budget of a later launch
  std::int64_t min_budget_minor{10'00};
  double target_roas{2.0};

  belief::Mode mode{belief::Mode::Direct};
  double value_minor{60'00};  ///< order value; pipeline: expected value at the count stage
  double value_cv{0.5};       ///< coefficient of variation of an order or a won deal
  double win_probability{1.0};
  double lead_to_count{0.3};    ///< pipeline: share of leads that reach the count stage
  double resolution_days{5.0};  ///< pipeline: mean time from the count stage to won or lost
  double cycle_days_mean{6.0};  ///< what the account's owner says of the sales cycle
  double instant_share{0.35};   ///< pi_0: converts within the hour
  DelayKind delay{DelayKind::Exponential};
  double delay_sigma{0.7};  ///< log-normal delays only

  std::array<ArchetypeShape, kArchetypes> archetypes{{{0.15, 3.6, 0.016, 0.9, 0.10},
                                                      {0.15, 4.2, 0.010, 5.2, 0.10},
                                                      {0.23, 1.6, 0.012, 2.2, 0.12},
                                                      {0.18, 0.45, 0.035, 2.2, 0.15},
                                                      {0.29, 0.30, 0.008, 2.2, 0.12}}};
  double spread{0.2};            ///< log s.d. of ROAS, CTR and fatigue between ads of one kind
  double delay_spread{0.15};     ///< log s.d. of delays
  double archetype_effect{0.0};  ///< log s.d. of an effect on ROAS shared by all accounts
  bool identical{false};         ///< all ads are the average archetype without any spread
  double cpm_minor{12'00};       ///< per 1000 impressions
  double cpm_spread{0.12};
  double audience_min{150'000};
  double audience_max{600'000};
  double saturation_min_minor{150'00};  ///< H, daily spend at which CPM has grown by 2^e
  double saturation_max_minor{500'00};
  double elasticity{0.35};  ///< e
  double spend_sigma{0.10};
  double day_cap{1.25};  ///< most that a day may spend, in daily budgets of the hour
  double week_cap{7.0};  ///< the same for a week from Monday on. A budget that falls late in the
                         ///< week may find its week already spent.
  double cpm_rho{0.95};  ///< hourly AR(1) of ln CPM
  double cpm_sigma{0.12};
  double click_strength{4000.0};  ///< kappa of the beta-binomial clicks
  double exposure_half_life_h{336.0};
  double learning_surcharge{0.25};
  double learning_events{50.0};
  std::array<double, 7> weekday{1, 1, 1, 1, 1, 1, 1};  ///< CPM weights, Monday first

  double season_day{0.0};  ///< start of the season
  double season_days{0.0};
  double season_cpm{1.0};
  double season_cvr{1.0};
  double outage_day{0.0};  ///< start of the tracking outage
  double outage_hours{0.0};
  double outage_loss{0.0};  ///< share of conversions lost for good while it lasts
  int creative_supply{0};   ///< further ads a policy may request
  int creative_delay_h{24};

  bool losses{false};            ///< measurement losses on; off is "clean"
  double match_rate{0.85};       ///< direct: conversions the platform can match
  double attribution_days{7.0};  ///< direct: click window
  double click_id_rate{0.70};    ///< pipeline: deals whose click is known
  double duplicate_rate{0.01};
  double refund_rate{0.04};
  double refund_days{10.0};  ///< mean of the exponential
  double detour_rate{0.03};  ///< no-shows among lost deals, reopened among won ones

  double predictor_r2{0.0};  ///< of ln launch ROAS on ln prediction; 0: no predictor

  [[nodiscard]] std::int64_t hours() const { return std::int64_t{24} * days; }
};

/// The named scenarios S1 ... S10. "S2" is clean; "S2-lossy" has the measurement losses on.
/// Errors: NotFound for another name; NotAvailable for S7, which needs the platform server.
[[nodiscard]] Result<Scenario> scenario_named(std::string_view name);

}  // namespace gv::market
