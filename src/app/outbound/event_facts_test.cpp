#include "app/outbound/event_facts.h"

#include <gtest/gtest.h>

namespace gv::app {
namespace {

TEST(EventFacts, ComeBackAsTheyWereKept) {
  const EventFacts facts{.person = {{"em", {"jane@example.com", "j@example.com"}},
                                    {"client_user_agent", {"Mozilla/5.0 (X11; Linux)"}}},
                         .action_source = "website",
                         .source_url = "https://shop.example/thanks?a=b c",
                         .value_minor = -5,
                         .currency = "AED",
                         .custom_data = R"({"order_id":"1 2"})",
                         .limited_use = true};

  const auto read = facts_in(text_of(facts));

  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(*read, facts);
  EXPECT_EQ(facts_in(text_of({.conversion_id = "deal:hubspot:1"}))->conversion_id,
            "deal:hubspot:1");
}

TEST(EventFacts, ALineOfALaterProgramIsLeftOut) {
  EXPECT_EQ(*facts_in("colour green\nlonely\n"), EventFacts{});
  EXPECT_FALSE(facts_in("value 1.5\n"));
}

}  // namespace
}  // namespace gv::app
