#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/belief/records.h"
#include "core/market/measurement.h"
#include "core/market/scenario.h"
#include "core/market/truth.h"

namespace gv::market {

/// What one ad truly did in the hour just simulated.
struct HourTruth {
  std::int64_t spend_minor{0};
  double roas{0.0};  ///< expected value per spend, given the CPM of the hour
};

/// One account of a scenario, advanced hour by hour. Index i is the i-th launched ad in every
/// accessor; one ad per budget unit and delivery group. Same seed and same calls at the same
/// hours give the same bytes; what is done to one ad leaves the others' hours as they were.
/// Cost of an hour: O(launched ads + deals of the hour). Memory: O(ads x days + deals).
class World {
 public:
  World(const Scenario& scenario, std::uint64_t seed, int account = 0);

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  [[nodiscard]] std::int64_t hour() const { return hour_; }
  [[nodiscard]] TimePoint now() const { return scenario_.start + Hours{hour_}; }
  [[nodiscard]] bool finished() const { return hour_ >= scenario_.hours(); }

  /// Simulates the hour from now() on, then launches what is due at its end. Precondition
  /// (checked): not finished.
  void advance();

  // What the advertiser sees.
  [[nodiscard]] std::size_t size() const { return ads_.size(); }
  [[nodiscard]] std::span<const belief::AdState> ads() const { return ads_; }
  [[nodiscard]] std::span<const belief::BudgetUnit> units() const { return units_; }
  [[nodiscard]] std::span<const belief::Totals> totals() const { return totals_; }
  [[nodiscard]] bool active(std::size_t i) const {
    return ads_[i].status == belief::AdStatus::Active;
  }
  [[nodiscard]] int creatives_available() const;
  /// Web sessions per click over the last six hours, as a share of usual: a tracking outage loses
  /// sessions as it loses conversions.
  [[nodiscard]] double session_ratio() const;
  /// Pipeline: leads so far, which come with the click.
  [[nodiscard]] std::int64_t leads(std::size_t i) const { return flows_[i].leads; }

  // What the advertiser does; limits are the runner's business.
  void set_budget(std::size_t i, std::int64_t daily_minor);
  void pause(std::size_t i, belief::Finality finality);
  /// Turns a provisional pause into a final one.
  void make_final(std::size_t i);
  void resume(std::size_t i, std::int64_t daily_minor);
  /// Launches one further creative after the scenario's delay. False: the supply is used up.
  bool request_creative();
  /// Launches one further creative at once; its index. Nothing: the supply is used up.
  std::optional<std::size_t> launch_creative(std::int64_t daily_minor);

  // What nobody sees but the oracle and the score.
  [[nodiscard]] const AdTruth& truth(std::size_t i) const { return population_[flows_[i].truth]; }
  [[nodiscard]] std::int64_t launched_at(std::size_t i) const { return flows_[i].launch_hour; }
  [[nodiscard]] const HourTruth& last_hour(std::size_t i) const { return flows_[i].last; }
  /// True ROAS of the next unit of money if nothing had been spent in the last 24 h: without the
  /// noise of the CPM, with fatigue, season and learning phase as they are now.
  [[nodiscard]] double roas_at_rest(std::size_t i) const;
  [[nodiscard]] int learning_resets() const { return learning_resets_; }
  /// Sum of the final cash of all deals drawn so far, paid or not.
  [[nodiscard]] double drawn_value_minor() const { return drawn_value_; }

 private:
  static constexpr std::size_t kWeekHours = 168;
  static constexpr std::size_t kDayHours = 24;

  /// Delivery state of one launched ad.
  struct Flow {
    std::size_t truth{0};
    std::int64_t launch_hour{0};
    double ln_cpm_noise{0.0};                            ///< a_t
    double exposure{0.0};                                ///< X
    std::array<std::int64_t, kWeekHours> impressions{};  ///< ring by hour
    std::array<std::int64_t, kDayHours> spend{};         ///< ring by hour
    std::int64_t impressions_7d{0};
    std::int64_t spend_24h{0};
    std::int64_t spend_today{0};
    std::int64_t spend_week{0};
    std::int64_t edit_hour{0};  ///< last significant edit
    std::int64_t optimisation_events{0};
    std::int64_t leads{0};
    std::int64_t paused_hour{0};
    std::size_t daily_buckets{0};  ///< leading buckets that are already days
    HourTruth last;
  };
  enum class EventKind : std::uint8_t { Counted, MarkedLost, Resolved, Refunded };
  struct Event {
    TimePoint at;
    std::uint32_t deal{0};
    EventKind kind{EventKind::Counted};
  };
  struct Deal {
    std::uint32_t ad{0};
    DealFate fate;
    bool seen{true};
    bool twice{false};
    std::size_t row{0};  ///< first of its rows in ads_[ad].deals
  };

  void launch(std::size_t truth, std::int64_t daily_minor);
  void launch_due();
  void deliver(std::size_t i);
  void draw_deals(std::size_t i, std::int64_t clicks, double cvr_factor, Luck& luck);
  void draw_deal(std::size_t i, std::uint64_t index);
  void schedule(TimePoint at, std::uint32_t deal, EventKind kind);
  void happen(const Event& event);
  void revalue(const Deal& deal, double value, double cash);
  void book_hour(std::size_t i, std::int64_t impressions, std::int64_t clicks, std::int64_t spend);
  void fold_days(std::size_t i);
  void update_learning(std::size_t i);
  void significant_edit(std::size_t i);
  [[nodiscard]] double learning_cpm(std::size_t i) const;
  [[nodiscard]] bool in_season() const;
  [[nodiscard]] double market_cpm() const;

  Scenario scenario_;
  std::uint64_t key_;
  std::vector<AdTruth> population_;
  std::int64_t hour_{0};
  std::size_t next_launch_{0};                                 ///< next of the scenario's ads
  std::size_t next_creative_{0};                               ///< next of the requestable ones
  std::vector<std::pair<std::int64_t, std::size_t>> ordered_;  ///< (launch hour, truth)

  std::vector<belief::AdState> ads_;
  std::vector<belief::BudgetUnit> units_;
  std::vector<belief::Totals> totals_;
  std::vector<Flow> flows_;
  std::vector<Deal> deals_;
  std::vector<std::vector<Event>> calendar_;  ///< by hour; what lies beyond the horizon is dropped
  int learning_resets_{0};
  double drawn_value_{0.0};
};

}  // namespace gv::market
