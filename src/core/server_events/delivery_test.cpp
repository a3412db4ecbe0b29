#include "core/server_events/delivery.h"

#include <cmath>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::server_events {
namespace {

execute::PlatformError trouble(execute::ErrorClass error_class) {
  return {.error_class = error_class, .code = 100, .subcode = 7, .message = "no", .trace_id = "A1"};
}

/// A platform that refuses a request with any of the bad events, and counts.
struct Picky {
  std::set<std::size_t> bad;
  int requests{0};
  std::multiset<std::size_t> taken{};

  SendAnswer operator()(std::size_t first, std::size_t count) {
    ++requests;
    const auto found = bad.lower_bound(first);
    if (found != bad.end() && *found < first + count) {
      return tl::unexpected(trouble(execute::ErrorClass::Invalid));
    }
    for (std::size_t i = first; i < first + count; ++i) taken.insert(i);
    return Receipt{.events = static_cast<std::int64_t>(count), .trace_id = "A2"};
  }
};

TEST(Deliver, AThousandAtMostInOneRequest) {
  Picky platform;
  const auto fates = deliver(2'500, std::ref(platform));

  EXPECT_EQ(platform.requests, 3);
  EXPECT_EQ(platform.taken.size(), 2'500u);
  for (const auto& one : fates) EXPECT_EQ(one.fate, Fate::Sent);
  EXPECT_TRUE(deliver(0, std::ref(platform)).empty());
}

TEST(Deliver, OneBadEventDoesNotSinkTheOthers) {
  for (const std::size_t bad : {0u, 1u, 499u, 500u, 998u, 999u}) {
    Picky platform{.bad = {bad}};
    const auto fates = deliver(1'000, std::ref(platform));

    EXPECT_EQ(fates[bad].fate, Fate::Rejected);
    EXPECT_EQ(fates[bad].reason, "no (code 100, subcode 7)");
    EXPECT_EQ(platform.taken.size(), 999u) << bad;
    EXPECT_LE(platform.requests, 2 * std::log2(1'000.0)) << bad;
  }
}

// Every event is taken once or rejected, whichever of them are bad.
RC_GTEST_PROP(DeliverProperty, TheGoodAreTakenOnceAndTheBadNever, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(1, 40);
  const auto bad = *rc::gen::container<std::set<std::size_t>>(rc::gen::inRange<std::size_t>(0, 40));
  Picky platform{.bad = bad};

  const auto fates = deliver(count, std::ref(platform), 1'000);

  for (std::size_t i = 0; i < count; ++i) {
    RC_ASSERT(fates[i].fate == (bad.contains(i) ? Fate::Rejected : Fate::Sent));
    RC_ASSERT(platform.taken.count(i) == (bad.contains(i) ? 0u : 1u));
  }
}

TEST(Deliver, TroubleThatIsNotTheEventsIsThatOfAllThatAreLeft) {
  const auto after_first = [](execute::ErrorClass error_class) {
    return deliver(1'500, [&](std::size_t first, std::size_t count) -> SendAnswer {
      if (first > 0) return tl::unexpected(trouble(error_class));
      return Receipt{.events = static_cast<std::int64_t>(count)};
    });
  };

  const auto busy = after_first(execute::ErrorClass::Transient);
  EXPECT_EQ(busy[0].fate, Fate::Sent);
  EXPECT_EQ(busy[1'000].fate, Fate::Later);
  EXPECT_EQ(busy[1'499].fate, Fate::Later);
  EXPECT_EQ(after_first(execute::ErrorClass::RateApp)[1'499].fate, Fate::Later);
  EXPECT_EQ(after_first(execute::ErrorClass::Auth)[1'499].fate, Fate::Stopped);
  EXPECT_EQ(after_first(execute::ErrorClass::Missing)[1'000].fate, Fate::Stopped);
}

TEST(Deliver, AReceiptOfFewerEventsIsNone) {
  const auto fates =
      deliver(3, [](std::size_t, std::size_t) -> SendAnswer { return Receipt{.events = 2}; });

  EXPECT_EQ(fates[0].fate, Fate::Later);
  EXPECT_EQ(fates[2].reason, "the platform received 2 of 3 events");
}

TEST(Deliver, ManyFaultsAtOnceAreNotAStorm) {
  Picky platform;
  for (std::size_t i = 0; i < 1'000; ++i) platform.bad.insert(i);
  const auto fates = deliver(1'000, std::ref(platform));

  EXPECT_EQ(platform.requests, 100);
  EXPECT_EQ(fates.front().fate, Fate::Rejected);
  EXPECT_EQ(fates.back().fate, Fate::Later);
}

}  // namespace
}  // namespace gv::server_events
