#include "adapters/meta/operation.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/meta/batch.h"
#include "adapters/meta/entity.h"
#include "io/json/json.h"

namespace gv::meta {
namespace {

using app::ApplyMode;
using app::CreateEntity;
using app::EntityLevel;
using app::EntityStatus;
using app::UpdateEntity;

Currency currency(std::string_view code) { return *Currency::parse(code, "currency"); }

TEST(WriteOf, AnUpdateIsAbsolute) {
  const UpdateEntity update{.entity = {EntityLevel::AdSet, "55"},
                            .daily_budget = Money(75'00, currency("AED")),
                            .status = EntityStatus::Paused};
  const auto write = write_of(update, ApplyMode::Apply, "1", currency("AED"));
  ASSERT_TRUE(write);
  EXPECT_EQ(write->path, "55");
  EXPECT_EQ(write->params, (Params{{"daily_budget", "7500"}, {"status", "PAUSED"}}));
}

TEST(WriteOf, BudgetsAreInMetasUnits) {
  const auto units = [](std::int64_t minor, std::string_view code) {
    const UpdateEntity update{.entity = {EntityLevel::AdSet, "55"},
                              .daily_budget = Money(minor, currency(code))};
    const auto write = write_of(update, ApplyMode::Apply, "1", currency(code));
    return write ? write->params.at("daily_budget") : to_string(write.error());
  };
  EXPECT_EQ(units(5000, "JPY"), "5000");
  EXPECT_EQ(units(12'340, "KWD"), "1234");
  EXPECT_EQ(units(12'300, "HUF"), "123");
  EXPECT_NE(units(12'345, "KWD").find("daily_budget"), std::string::npos);
}

TEST(WriteOf, ACreateIsPausedWhateverItsFieldsSay) {
  const CreateEntity create{.level = EntityLevel::Campaign,
                            .name = "c gv-1",
                            .fields = R"({"status":"ACTIVE","objective":"OUTCOME_LEADS"})"};
  const auto write = write_of(create, ApplyMode::ValidateOnly, "1", currency("AED"));
  ASSERT_TRUE(write);
  EXPECT_EQ(write->path, "act_1/campaigns");
  EXPECT_EQ(write->params.at("status"), "PAUSED");
  EXPECT_EQ(write->params.at("special_ad_categories"), "[]");
  EXPECT_EQ(write->params.at("execution_options"), R"(["validate_only"])");
}

TEST(WriteOf, IdsAndCurrenciesAreChecked) {
  const auto code = [](const app::Operation& operation) {
    return write_of(operation, ApplyMode::Apply, "1", currency("AED")).error().code;
  };
  EXPECT_EQ(code(UpdateEntity{.entity = {EntityLevel::Ad, "../me"}}), ErrorCode::InvalidInput);
  EXPECT_EQ(code(UpdateEntity{.entity = {EntityLevel::AdSet, "5"},
                              .daily_budget = Money(1, currency("USD"))}),
            ErrorCode::CurrencyMismatch);
  EXPECT_EQ(code(CreateEntity{.level = EntityLevel::Ad, .name = "a", .parent_id = "1"}),
            ErrorCode::InvalidInput);
}

TEST(ReadEntity, TakesWhatIsThere) {
  const auto tree = json::parse(
      R"({"id":"5","name":"n","status":"ACTIVE","effective_status":"CAMPAIGN_PAUSED",)"
      R"("daily_budget":"0","campaign_id":"4","created_time":"2026-12-01T04:00:00+0400",)"
      R"("learning_stage_info":{"status":"LEARNING"}})",
      "t");
  const auto entity = read_entity(*tree, EntityLevel::AdSet, currency("AED"));
  ASSERT_TRUE(entity);
  EXPECT_EQ(entity->status, EntityStatus::Active);
  EXPECT_FALSE(entity->daily_budget);
  EXPECT_TRUE(entity->learning);
  EXPECT_EQ(entity->created_at, *parse_time("2026-12-01T00:00:00Z", "t"));
  EXPECT_FALSE(read_entity(*json::parse("{}", "t"), EntityLevel::Ad, currency("AED")));
}

// What reaches Meta comes back as the same amount, for every currency and every amount it can hold.
RC_GTEST_PROP(BudgetProperty, RoundTrip, ()) {
  const auto code = *rc::gen::element<std::string>("AED", "USD", "JPY", "KWD", "HUF", "CLP", "TWD");
  const auto money = Money(*rc::gen::inRange<std::int64_t>(1, 1'000'000) * 100, currency(code));
  const UpdateEntity update{.entity = {EntityLevel::AdSet, "5"}, .daily_budget = money};
  const auto write = write_of(update, ApplyMode::Apply, "1", currency(code));
  RC_ASSERT(write.has_value());
  const boost::json::value answer{{"id", "5"}, {"daily_budget", write->params.at("daily_budget")}};
  RC_ASSERT(read_entity(answer, EntityLevel::AdSet, currency(code))->daily_budget == money);
}

TEST(ReadBatch, ItemsKeepTheirPlaces) {
  const auto answer = json::parse(
      R"([{"code":200,"headers":[{"name":"X-App-Usage","value":"{}"}],"body":"{\"id\":\"1\"}"},)"
      R"(null,{"code":400,"body":"{\"error\":{\"code\":100}}"}])",
      "t");
  const auto items = read_batch(*answer, 4);
  ASSERT_EQ(items.size(), 4u);
  EXPECT_FALSE(item_error(items[0], true));
  EXPECT_EQ(items[0].headers.at(0).first, "x-app-usage");
  EXPECT_TRUE(item_error(items[1], true)->maybe_applied);
  EXPECT_EQ(item_error(items[2], true)->error_class, execute::ErrorClass::Invalid);
  EXPECT_TRUE(item_error(items[3], true));
}

}  // namespace
}  // namespace gv::meta
