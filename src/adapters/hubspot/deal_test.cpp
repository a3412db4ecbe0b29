#include "adapters/hubspot/deal.h"

#include <gtest/gtest.h>

namespace gv::hubspot {
namespace {

TEST(ReadDeal, ReadsWhatTheSpecificationShows) {
  const auto deal = read_deal(
      R"({"id":"12345","properties":{"dealstage":"appointmentscheduled","amount":"7000",)"
      R"("pipeline":"default","closedate":null},"propertiesWithHistory":{"dealstage":[)"
      R"({"value":"appointmentscheduled","timestamp":"2026-11-02T10:30:00.000Z","sourceType":"UI"},)"
      R"({"value":"lead","timestamp":"2026-11-01T10:30:00.000Z"},{"value":"x"}],"amount":[)"
      R"({"value":"","timestamp":"2026-11-01T10:30:00Z"}]},"createdAt":"2026-11-01T10:30:00Z",)"
      R"("updatedAt":"2026-11-02T10:30:00Z","archived":false,"associations":{"contacts":{)"
      R"("results":[{"id":"501","type":"deal_to_contact"},{"id":"501"},{"id":502}]}}})");
  ASSERT_TRUE(deal) << deal.error();
  EXPECT_EQ(deal->property("pipeline"), "default");
  EXPECT_EQ(deal->property("closedate"), "");
  ASSERT_EQ(deal->stages.size(), 2u);
  EXPECT_EQ(deal->stages[0].value, "lead");  // oldest first
  ASSERT_EQ(deal->amounts.size(), 1u);
  EXPECT_EQ(deal->contact_ids, (std::vector<std::string>{"501", "502"}));
  EXPECT_TRUE(deal->updated_at);
}

TEST(ReadDeal, OnlyTheIdHasToBeThere) {
  EXPECT_TRUE(read_deal(R"({"id":1})"));
  EXPECT_FALSE(read_deal(R"({"properties":{}})"));
  EXPECT_FALSE(read_deal("[]"));
  EXPECT_FALSE(read_deal("<html>"));
}

TEST(ReadPage, KnowsWhereTheNextStarts) {
  const auto page = read_deal_page(
      R"({"total":3,"results":[{"id":"1"},{"id":"2"}],"paging":{"next":{"after":"2"}}})");
  ASSERT_TRUE(page) << page.error();
  EXPECT_EQ(page->deals.size(), 2u);
  EXPECT_EQ(page->after, "2");
  EXPECT_EQ(read_deal_page(R"({"results":[]})")->after, "");
  EXPECT_FALSE(read_deal_page(R"({"total":0})"));
}

TEST(ReadPipelines, KeepsTheCrmsProbabilities) {
  const auto pipelines =
      read_pipelines(R"({"results":[{"id":"default","label":"Sales","displayOrder":0,"stages":[)"
                     R"({"id":"a","label":"A","displayOrder":1,"metadata":{"isClosed":"false",)"
                     R"("probability":"0.2"}},{"id":"b","metadata":{"isClosed":"true"}}]}]})");
  ASSERT_TRUE(pipelines) << pipelines.error();
  const auto& stages = pipelines->at(0).stages;
  ASSERT_EQ(stages.size(), 2u);
  EXPECT_EQ(stages[0].probability, "0.2");
  EXPECT_FALSE(stages[0].is_closed);
  EXPECT_TRUE(stages[1].is_closed);
}

TEST(ReadAssociations, ListsTheOtherEnd) {
  EXPECT_EQ(*read_associations(R"({"results":[{"toObjectId":501,"associationTypes":[]}]})"),
            (std::vector<std::string>{"501"}));
  EXPECT_FALSE(read_associations(R"({"results":[{}]})"));
}

TEST(ReadContact, PropertiesAreTexts) {
  const auto contact = read_contact(R"({"id":"501","properties":{"email":"a@b.de","gclid":null}})");
  ASSERT_TRUE(contact) << contact.error();
  EXPECT_EQ(contact->property("email"), "a@b.de");
  EXPECT_EQ(contact->property("gclid"), "");
}

}  // namespace
}  // namespace gv::hubspot
