#include <algorithm>

#include "core/market/world.h"

namespace gv::market {
namespace {

constexpr std::uint64_t kBlocksPerDeal = 8;
constexpr Millis kHourMs{3'600'000};

}  // namespace

void World::draw_deals(std::size_t i, std::int64_t clicks, double cvr_factor, Luck& luck) {
  const double cvr = std::min(1.0, truth(i).cvr * cvr_factor);
  std::int64_t deals = 0;
  if (scenario_.mode == belief::Mode::Pipeline) {
    // Leads come at once; a share of them reaches the count stage later. More than one lead per
    // click cannot be, so at extreme rates the share rises instead.
    const double lead_rate = std::min(1.0, cvr / scenario_.lead_to_count);
    const std::int64_t leads = binomial_at(luck.uniform(), clicks, lead_rate);
    deals = binomial_at(luck.uniform(), leads, lead_rate > 0.0 ? cvr / lead_rate : 0.0);
    flows_[i].optimisation_events += leads;
    flows_[i].leads += leads;
  } else {
    deals = binomial_at(luck.uniform(), clicks, cvr);
  }
  for (std::int64_t index = 0; index < deals; ++index) {
    draw_deal(i, static_cast<std::uint64_t>(index));
  }
}

void World::draw_deal(std::size_t i, std::uint64_t index) {
  const std::uint64_t stream =
      ((static_cast<std::uint64_t>(flows_[i].truth) + 1) << 32) | static_cast<std::uint64_t>(hour_);
  Luck luck(key_, stream, index * kBlocksPerDeal);
  const TimePoint click_at =
      now() +
      Millis{static_cast<std::int64_t>(luck.uniform() * static_cast<double>(kHourMs.count()))};
  const double delay = delay_days(truth(i), scenario_, luck);
  const DealFate fate = draw_fate(scenario_, click_at, delay, luck);
  const Sighting sighting = measure(scenario_, fate, luck);
  drawn_value_ += fate.cash_minor;

  const auto id = static_cast<std::uint32_t>(deals_.size());
  deals_.push_back({static_cast<std::uint32_t>(i), fate, sighting.seen, sighting.twice, 0});
  schedule(fate.counted_at, id, EventKind::Counted);
  if (!sighting.seen) return;
  if (sighting.lost_at) schedule(*sighting.lost_at, id, EventKind::MarkedLost);
  if (scenario_.mode == belief::Mode::Pipeline) {
    schedule(sighting.resolved_at, id, EventKind::Resolved);
  }
  if (sighting.refund_at) schedule(*sighting.refund_at, id, EventKind::Refunded);
}

void World::schedule(TimePoint at, std::uint32_t deal, EventKind kind) {
  const auto hour = (at - scenario_.start) / kHourMs;
  if (hour < scenario_.hours())
    calendar_[static_cast<std::size_t>(hour)].push_back({at, deal, kind});
}

void World::happen(const Event& event) {
  Deal& deal = deals_[event.deal];
  switch (event.kind) {
    case EventKind::Counted: {
      if (scenario_.mode == belief::Mode::Direct) ++flows_[deal.ad].optimisation_events;
      if (!deal.seen) return;
      const bool direct = scenario_.mode == belief::Mode::Direct;
      const belief::DealValue row{deal.fate.click_at, deal.fate.counted_at, 1.0,
                                  deal.fate.value_minor, direct ? deal.fate.cash_minor : 0.0};
      deal.row = ads_[deal.ad].deals.size();
      for (int copy = 0; copy < (deal.twice ? 2 : 1); ++copy) {
        ads_[deal.ad].deals.push_back(row);
        auto& totals = totals_[deal.ad];
        totals.deals += 1.0;
        totals.pipeline_value_minor += row.value_minor;
        totals.cash_minor += row.cash_minor;
      }
      return;
    }
    case EventKind::Resolved:
      return revalue(deal, deal.fate.cash_minor, deal.fate.cash_minor);
    case EventKind::MarkedLost:
    case EventKind::Refunded:
      return revalue(deal, 0.0, 0.0);
  }
}

void World::revalue(const Deal& deal, double value, double cash) {
  auto& totals = totals_[deal.ad];
  for (std::size_t copy = 0; copy < (deal.twice ? 2u : 1u); ++copy) {
    auto& row = ads_[deal.ad].deals[deal.row + copy];
    totals.pipeline_value_minor += value - row.value_minor;
    totals.cash_minor += cash - row.cash_minor;
    row.value_minor = value;
    row.cash_minor = cash;
  }
}

}  // namespace gv::market
