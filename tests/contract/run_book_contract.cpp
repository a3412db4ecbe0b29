// A run that was kept is decided again from what was kept, with the configuration it had then.
#include "contract/engines.h"

#include "adapters/run_file/run_documents.h"
#include "adapters/settings/configuration_rules.h"
#include "adapters/store/decisions.h"
#include "adapters/store/event_log.h"
#include "app/ad_snapshots.h"
#include "app/run_book.h"

namespace gv::contract {
namespace {

using app::RunPurpose;
using app::Transaction;

const sql::Statement kForgeDecision{"test.forge_decision",
                                    "UPDATE decisions SET recommended_budget_minor = $3 "
                                    "WHERE account_id = $1 AND ad_id = $2"};

class RunBookContract : public Contract {
 protected:
  app::RunInputs inputs(std::int64_t total = 20'001) const {
    app::SnapshotRequest asked{
        .account = AccountId("alpha"), .total_budget_minor = total, .seed = 7, .now = clock_.now()};
    for (int i = 0; i < 12; ++i) {
      asked.ads.push_back({.ad_id = "ad_" + std::to_string(i),
                           .impressions = 100'000,
                           .clicks = 500 + 150 * i,
                           .spend_minor = 200'000 + 7 * i,
                           .pipeline_value_minor = 90'000 * i,
                           .conversions = 1.0 + 3.5 * i,
                           .age_hours = 30.0 + 40.0 * i,
                           .current_budget_minor = 1'700 + i,
                           .frequency = 1.1 + 0.3 * i});
    }
    return *app::inputs_of(asked, settings_);
  }
  Result<app::KeptRun> keep(RunPurpose purpose, std::int64_t total = 20'001) {
    auto made_of = inputs(total);
    const auto run =
        *app::decide_budgets(made_of, settings_.decision, settings_.fatigue, run_serially);
    return book_.keep(alpha_, made_of, run, settings_, purpose);
  }
  app::AccountSettings read_settings() const {
    const auto document = *rules_.initial("ptd_fitness", *Currency::parse("AED", "currency"));
    return *rules_.settings(document.document, *Currency::parse("AED", "currency"));
  }

  const settings::ConfigurationRules rules_{};
  const run_file::RunDocuments documents_{};
  const app::AccountSettings settings_{read_settings()};
  store::Decisions decisions_{};
  store::EventLog log_{};
  app::RunBook book_{store_, decisions_, log_, documents_, rules_};
};

TEST_P(RunBookContract, IsDecidedAgainAlike) {
  const auto kept = keep(RunPurpose::Advice);
  ASSERT_TRUE(kept) << kept.error();
  clock_.advance(Hours(30));

  const auto replay = book_.replay(alpha_, kept->run.id, run_serially);

  ASSERT_TRUE(replay) << replay.error();
  for (const auto& one : replay->differences) {
    ADD_FAILURE() << one.path << ": " << one.recorded << " became " << one.recomputed;
  }
  EXPECT_EQ(replay->run.config_version, 1);
}

TEST_P(RunBookContract, WhatWasAlteredIsNamed) {
  const auto kept = *keep(RunPurpose::Advice);
  ASSERT_TRUE(fresh_.database().write({.account = "alpha"}, [&](sql::Connection& connection) {
    return connection.execute(kForgeDecision, {"alpha", "meta:ad_3", 77});
  }));

  const auto replay = book_.replay(alpha_, kept.run.id, run_serially);

  ASSERT_TRUE(replay) << replay.error();
  ASSERT_EQ(replay->differences.size(), 1u);
  EXPECT_EQ(replay->differences[0].recorded, "77");
}

TEST_P(RunBookContract, IsKeptOnceForEachPurposeAndTotal) {
  const auto advice = *keep(RunPurpose::Advice);
  const auto again = *keep(RunPurpose::Advice);
  const auto preview = *keep(RunPurpose::Preview);
  const auto larger = *keep(RunPurpose::Preview, 21'000);

  EXPECT_EQ(advice.run.id, again.run.id);
  EXPECT_EQ(advice.decisions.front().id, again.decisions.front().id);
  const auto runs =
      *store_.read(alpha_, [&](Transaction& t) { return decisions_.runs(t, std::nullopt, 10); });
  EXPECT_EQ(runs.size(), 3u);
  const auto events = *store_.read(alpha_, [&](Transaction& t) { return log_.after(t, 0, 10); });
  ASSERT_EQ(events.size(), 1u) << "previews are not told to the log";
  EXPECT_EQ(events[0].fact.type, "decision.made");
  EXPECT_EQ(events[0].fact.subject_id, advice.run.id);
}

TEST_P(RunBookContract, BelongsToItsAccount) {
  const auto kept = *keep(RunPurpose::Advice);

  EXPECT_EQ(book_.replay(beta_, kept.run.id, run_serially).error().code, ErrorCode::NotFound);
}

GV_ON_EACH_ENGINE(RunBookContract);

}  // namespace
}  // namespace gv::contract
