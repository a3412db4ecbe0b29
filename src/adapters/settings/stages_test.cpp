#include "adapters/settings/stages.h"

#include <boost/json/value.hpp>
#include <gmock/gmock.h>

#include "adapters/settings/document.h"
#include "io/json/json.h"

namespace gv::settings {
namespace {

using testing::ElementsAre;

constexpr std::string_view kStages = R"({"pipeline":{"stages":[
  {"key":"lead","win_probability":0.1,"confidence":0.1,"days_to_close":6},
  {"key":"visit","label":"Visited","value":2250,"win_probability":0.3,
   "crm_refs":[{"crm":"hubspot","stage_id":"77"}]},
  {"key":"sold","kind":"won","value":7000},
  {"key":"gone","kind":"lost"}]},"business":{"aov":7000}})";

std::vector<std::string> wheres(std::string_view text) {
  const auto document = json::parse(text, "test");
  EXPECT_TRUE(document) << document.error();
  std::vector<std::string> names;
  for (const auto& error : validate(*document, Currency::usd()).errors) {
    names.push_back(error.where);
  }
  return names;
}

TEST(Stages, MakeThePipeline) {
  const auto checked = validate(*json::parse(kStages, "test"), Currency::usd());
  ASSERT_TRUE(checked.settings) << checked.errors.front();
  const auto& pipeline = checked.settings->pipeline;
  ASSERT_EQ(pipeline.stages().size(), 4U);
  EXPECT_EQ(pipeline.stages()[1].value_minor, 225000);
  EXPECT_EQ(pipeline.stages()[1].label, "Visited");
  EXPECT_EQ(pipeline.stages()[0].label, "lead");
  EXPECT_EQ(pipeline.resolve({"hubspot", "", "77"}), 1U);
  EXPECT_EQ(pipeline.stages()[2].win_probability, 1.0);
}

TEST(Stages, FormIsCheckedBeforeMeaning) {
  EXPECT_THAT(wheres(R"({"pipeline":{"stages":[]}})"), ElementsAre("pipeline.stages"));
  EXPECT_THAT(wheres(R"({"pipeline":{"stages":[{"key":"a"},{"key":"b","vale":1}]}})"),
              ElementsAre("pipeline.stages[1].vale"));
  EXPECT_THAT(wheres(R"({"pipeline":{"stages":[{"key":"a","win_probability":2},{"key":"b"}]}})"),
              ElementsAre("pipeline.stages[0].win_probability"));
  EXPECT_THAT(wheres(R"({"pipeline":{"stages":[{"key":"a","kind":"sold"},{"key":"b"}]}})"),
              ElementsAre("pipeline.stages[0].kind"));
}

TEST(Stages, EveryStageThatMeansNothingIsNamed) {
  const auto names = wheres(R"({"pipeline":{"stages":[{"key":"a b"},{"key":"c"},{"key":"c"}]}})");
  EXPECT_GE(names.size(), 3U);  // a bad key, a repeated one, nothing that is won
  for (const auto& name : names) EXPECT_TRUE(name.starts_with("pipeline.")) << name;
}

}  // namespace
}  // namespace gv::settings
