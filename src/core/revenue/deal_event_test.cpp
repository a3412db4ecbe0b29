#include "core/revenue/deal_event.h"

#include <gtest/gtest.h>

namespace gv::revenue {
namespace {

// 20 section 15, "event key".
TEST(EventKey, IsTheHashOfWhatTheCrmSaid) {
  const auto key = event_key({.crm = "hubspot",
                              .portal_id = "62515",
                              .subscription_type = "deal.propertyChange",
                              .object_id = "12345",
                              .property_name = "dealstage",
                              .property_value = "appointmentscheduled",
                              .occurred_at = TimePoint(Millis(1733581800000))});

  EXPECT_EQ(key, "cd16fa72abcc084579f30a7ac11b524eeb5192a33d0d0e70fcb2f104db49913b");
}

TEST(DealEventType, HasAWireName) {
  EXPECT_EQ(to_text(DealEventType::Stage), "stage");
  EXPECT_EQ(to_text(DealEventType::Amount), "amount");
  EXPECT_EQ(to_text(DealEventType::Created), "created");
  EXPECT_EQ(to_text(DealEventType::Deleted), "deleted");
  EXPECT_EQ(to_text(DealEventType::Merged), "merged");
  EXPECT_EQ(to_text(DealEventType::Refund), "refund");
  EXPECT_EQ(to_text(DealEventType::Revalue), "revalue");
}

}  // namespace
}  // namespace gv::revenue
