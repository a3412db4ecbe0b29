#include "app/suggest_stages.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/revenue/deal_samples.h"

namespace gv::app {
namespace {

constexpr std::size_t kShowUpStage = 2;

struct OpenTransaction final : Transaction {
  explicit OpenTransaction(TimePoint now)
      : Transaction(now, AccountScope::of_system(AccountId("account"), SystemTask::Test)) {}
};

/// Deals and their events, to be read in pages.
class ToldDeals final : public RevenueStore {
 public:
  void tell(const std::string& deal, double at, std::string stage,
            std::optional<std::int64_t> amount = std::nullopt) {
    auto& of = deals_[deal];
    of.deal = {.crm = "hubspot", .deal_id = deal, .pipeline_key = "default"};
    if (amount) of.deal.amount_minor = amount;
    of.events.push_back({.key = deal + stage,
                         .crm = "hubspot",
                         .deal_id = deal,
                         .type = stage == "merged" ? "merged" : "stage",
                         .stage_key = std::move(stage),
                         .amount_minor = amount,
                         .occurred_at = revenue::day(at),
                         .received_at = revenue::day(at)});
  }

  Result<std::vector<CrmDeal>> deals(Transaction&, std::string_view, std::string_view after,
                                     int limit) override {
    std::vector<CrmDeal> page;
    for (auto at = deals_.upper_bound(after); at != deals_.end(); ++at) {
      if (static_cast<int>(page.size()) == limit) break;
      page.push_back(at->second.deal);
    }
    return page;
  }
  Result<std::vector<CrmEvent>> events_of(Transaction&, std::string_view,
                                          std::string_view deal) override {
    return deals_.find(deal)->second.events;
  }
  Result<std::vector<bool>> add_events(Transaction&, std::span<const CrmEvent>) override {
    return std::vector<bool>();
  }
  Result<void> set_event_state(Transaction&, std::string_view, std::string_view, std::string_view,
                               std::string_view) override {
    return {};
  }
  Result<std::optional<CrmDeal>> deal(Transaction&, std::string_view, std::string_view) override {
    return std::optional<CrmDeal>();
  }
  Result<void> put_deal(Transaction&, const CrmDeal&) override { return {}; }
  Result<void> post(Transaction&, std::span<const LedgerPosting>) override { return {}; }
  Result<std::vector<LedgerPosting>> postings_of(Transaction&, std::string_view,
                                                 std::string_view) override {
    return std::vector<LedgerPosting>();
  }

 private:
  struct Told {
    CrmDeal deal;
    std::vector<CrmEvent> events;
  };
  std::map<std::string, Told, std::less<>> deals_;
};

revenue::StageSuggestions suggested(ToldDeals& store, double now) {
  OpenTransaction transaction(revenue::day(now));
  auto found = suggest_stages(transaction, store, revenue::fitness());
  EXPECT_TRUE(found) << found.error();
  return found ? *found : revenue::StageSuggestions{};
}

TEST(SuggestStages, EveryDealCountsOnceForEachStageItCameTo) {
  ToldDeals store;
  for (int i = 0; i < 600; ++i) {  // more than a page
    const auto deal = "d" + std::to_string(i);
    store.tell(deal, 0, "lead");
    store.tell(deal, 1, "show_up");
    store.tell(deal, 2, "appointment_scheduled");
    store.tell(deal, 3, "closed_" + std::string(i % 3 == 0 ? "won" : "lost"),
               i % 3 == 0 ? std::optional<std::int64_t>(900'000) : std::nullopt);
  }
  const auto found = suggested(store, 100);
  const auto& shown = found.stages.at(kShowUpStage);
  EXPECT_EQ(shown.reached, 600);
  EXPECT_EQ(shown.matured, 600);
  EXPECT_EQ(shown.won, 200);
  EXPECT_EQ(found.won_amounts, 200);
  EXPECT_EQ(found.aov_minor, 881'818);  // (20 * 7,000 + 200 * 9,000) / 220
  EXPECT_TRUE(shown.enough) << shown.reason;
}

TEST(SuggestStages, ADealThatCameBackToAStageCountsFromItsFirstVisit) {
  ToldDeals store;
  store.tell("d", 0, "show_up");
  store.tell("d", 1, "lead");
  store.tell("d", 99, "closed_won");
  const auto found = suggested(store, 100);
  EXPECT_EQ(found.stages.at(kShowUpStage).reached, 1);
  EXPECT_EQ(found.stages.at(kShowUpStage).won, 1);
}

TEST(SuggestStages, WhatWasMergedAwayDoesNotCount) {
  ToldDeals store;
  store.tell("d", 0, "show_up");
  store.tell("d", 1, "merged");
  EXPECT_EQ(suggested(store, 100).stages.at(kShowUpStage).reached, 0);
}

TEST(SuggestStages, WithoutDealsNothingIsEnough) {
  ToldDeals store;
  for (const auto& stage : suggested(store, 100).stages) EXPECT_FALSE(stage.enough);
}

}  // namespace
}  // namespace gv::app
