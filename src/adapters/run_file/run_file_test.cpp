#include "adapters/run_file/run_file.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "io/json/serialize.h"

namespace gv::run_file {
namespace {

app::RunInputs inputs_with(belief::AdState ad) {
  app::RunInputs inputs;
  inputs.cycle.account = AccountId("local");
  inputs.cycle.cycle_id = "c1";
  inputs.cycle.seed = 7;
  inputs.cycle.now = TimePoint(Millis(1'736'000'000'000));
  inputs.cycle.total_budget_minor = 100'000;
  inputs.config_hash = "c";
  inputs.inputs_hash = "i";
  inputs.lost_ads = {{"gone", "row 3.clicks: must be a number"}};
  inputs.notes = {"a note"};
  belief::BudgetUnit unit{.id = BudgetUnitId("u"), .daily_budget_minor = 5000};
  unit.history = {{inputs.cycle.now - Days{2}, 4000}};
  unit.max_minor = 9000;
  unit.policy_min_minor = 500;
  unit.policy_max_minor = 8000;
  inputs.cycle.units = {unit};
  inputs.cycle.ads = {std::move(ad)};
  return inputs;
}

belief::AdState full_ad() {
  const TimePoint start(Millis(1'735'900'000'000));
  belief::AdState ad;
  ad.key = {"meta", AdId("ad \"1\"")};
  ad.unit_id = BudgetUnitId("u");
  ad.status = belief::AdStatus::Paused;
  ad.learning = belief::Learning::Limited;
  ad.first_delivery_at = start;
  ad.data_as_of = start + Days{1};
  ad.buckets = {{start, start + Days{1}, 1000, 12, 3456}};
  ad.deals = {{start, start + Hours{5}, 0.95, 1234.5, 0.1, false}};
  ad.frequency_7d = 2.25;
  ad.value_known = false;
  return ad;
}

std::string written(const app::RunInputs& inputs) {
  std::string text;
  write_run(inputs, R"({"b":1})", R"({"x": [1, 2.5]})",
            [&](std::string_view piece) { text += piece; });
  return text;
}

TEST(RunFile, EverythingComesBackAsItWas) {
  const auto inputs = inputs_with(full_ad());
  const auto text = written(inputs);

  const auto run = read_run(text, "run.json");

  ASSERT_TRUE(run) << run.error();
  EXPECT_TRUE(run->intact);
  EXPECT_EQ(run->config, R"({"b":1})");
  EXPECT_EQ(json::compact(run->result), R"({"x":[1,2.5]})");
  EXPECT_EQ(run->inputs.cycle.ads[0].deals[0].value_minor, 1234.5);
  EXPECT_EQ(run->inputs.cycle.ads[0].status, belief::AdStatus::Paused);
  EXPECT_EQ(run->inputs.cycle.units[0].history[0].daily_minor, 4000);
  EXPECT_EQ(run->inputs.lost_ads, inputs.lost_ads);
  std::string again;
  write_run(run->inputs, run->config, R"({"x": [1, 2.5]})",
            [&](std::string_view piece) { again += piece; });
  EXPECT_EQ(again, text);
}

TEST(RunFile, ChangedInputsAreNoticed) {
  auto text = written(inputs_with(full_ad()));
  text.replace(text.find("3456"), 4, "3457");

  const auto run = read_run(text, "run.json");

  ASSERT_TRUE(run) << run.error();
  EXPECT_FALSE(run->intact);
}

TEST(RunFile, WhatIsNoRunIsRefused) {
  for (const char* text :
       {"", "{}", "[]", "7", R"({"format": "other"})", R"({"format": "geminivideo run 1"})"}) {
    EXPECT_FALSE(read_run(text, "run.json")) << text;
  }
}

TEST(RunFile, ABadRecordIsNamedByItsPath) {
  auto text = written(inputs_with(full_ad()));
  text.replace(text.find("\"paused\""), 8, "\"pausing\"");

  const auto run = read_run(text, "run.json");

  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().where, "ads[0].status");
}

// Numbers keep every bit on their way through the file.
RC_GTEST_PROP(RunFileProperty, NumbersKeepEveryBit, ()) {
  auto ad = full_ad();
  ad.deals[0].value_minor = *rc::gen::inRange(0, 1'000'000'000) / 7.0;
  auto bucket = *ad.buckets.begin();
  bucket.spend_minor = *rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 50);
  ad.buckets = {bucket};

  const auto run = read_run(written(inputs_with(ad)), "run.json");

  RC_ASSERT(run.has_value());
  RC_ASSERT(run->intact);
  RC_ASSERT(run->inputs.cycle.ads[0].deals[0].value_minor == ad.deals[0].value_minor);
  RC_ASSERT(*run->inputs.cycle.ads[0].buckets.begin() == bucket);
}

}  // namespace
}  // namespace gv::run_file
