#include "adapters/api/codec.h"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/api/wire_types.h"
#include "io/json/serialize.h"

namespace gv::api {

enum class Mood { GoodDay, BadDay };
BOOST_DESCRIBE_ENUM(Mood, GoodDay, BadDay)

struct Inner {
  std::int64_t count{0};
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (count, note))

void check(const Inner& inner, Binder& binder) {
  if (inner.count < 0) binder.complain_at("count", "must be >= 0");
}

struct Outer {
  Mood mood{Mood::GoodDay};
  std::vector<Inner> inners;
  Amount cost;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (mood, inners, cost))

namespace {

using ::testing::ElementsAre;

struct Read {
  Outer outer;
  std::vector<std::string> complaints;  ///< "pointer: message"
};

Currency currency(std::string_view code) { return *Currency::parse(code, "c"); }

Read read(std::string_view text, Form form = {.family = Family::Fixed}) {
  const auto document = json::parse_exact(text, "t");
  EXPECT_TRUE(document) << document.error();
  const object none;
  Binder binder(form, document->long_numbers, false, none);
  Read read;
  Codec<Outer>::read(*document->root, read.outer, binder);
  for (const auto& complaint : binder.complaints()) {
    read.complaints.push_back(complaint.pointer + ": " + complaint.message);
  }
  return read;
}

std::int64_t minor(std::string_view number, std::string_view code) {
  const auto amount = amount_of(number, currency(code), "x");
  EXPECT_TRUE(amount) << amount.error();
  return amount.value_or(-1);
}

TEST(Codec, ReadsWhatWasAskedFor) {
  const auto [outer, complaints] =
      read(R"({"mood": "bad_day", "inners": [{"count": 3, "note": null}], "cost": 1.005, "x": 1})");

  EXPECT_THAT(complaints, ElementsAre());
  EXPECT_EQ(outer.mood, Mood::BadDay);
  EXPECT_EQ(outer.inners.at(0).count, 3);
  EXPECT_EQ(outer.cost.minor, 101);
}

TEST(Codec, ComplainsAboutEveryBadMemberAtOnce) {
  const auto [outer, complaints] =
      read(R"({"mood": "sad", "inners": [{"count": 1.5}, {}, {"count": -1}, 7]})");

  EXPECT_THAT(complaints,
              ElementsAre("/mood: must be one of good_day, bad_day, got \"sad\"",
                          "/inners/0/count: must be a whole number, got 1.5",
                          "/inners/1/count: is missing", "/inners/2/count: must be >= 0",
                          "/inners/3: must be an object, got 7", "/cost: is missing"));
}

TEST(Codec, V1RefusesMembersItDoesNotKnow) {
  const auto [outer, complaints] = read(
      R"({"mood": "bad_day", "inners": [{"count": 1, "nite": "a"}],
          "cost": {"amount_minor": 5, "currency": "USD"}, "a/b~c": 1, "tenant_id": "gym"})",
      {.family = Family::V1});

  EXPECT_THAT(complaints, ElementsAre("/inners/0/nite: is not a known member",
                                      "/a~1b~0c: is not a known member"));
}

TEST(Codec, AmountsOfV1AreOfTheAccountsCurrency) {
  const auto complaints =
      read(R"({"mood": "bad_day", "inners": [], "cost": {"amount_minor": 5, "currency": "EUR"}})",
           {.family = Family::V1})
          .complaints;

  EXPECT_THAT(complaints,
              ElementsAre("/cost/currency: must be USD, the account's currency, got EUR"));
}

// Golden: 90-platform §11, 4.
TEST(Codec, MajorUnitsBecomeMinorOnesFromTheirText) {
  EXPECT_EQ(minor("7000.00", "AED"), 700'000);
  EXPECT_EQ(minor("0.005", "USD"), 1);
  EXPECT_EQ(minor("1.005", "USD"), 101);
  EXPECT_EQ(minor("1234.5", "JPY"), 1'235);
  EXPECT_EQ(minor("1.2345", "KWD"), 1'235);
  EXPECT_EQ(minor("-0.125", "USD"), -13);
}

TEST(Codec, AnExponentMovesThePoint) {
  EXPECT_EQ(minor("1e3", "JPY"), 1'000);
  EXPECT_EQ(minor("1.5E+2", "USD"), 15'000);
  EXPECT_EQ(minor("12345e-3", "USD"), 1'235);
  EXPECT_EQ(minor("5e-3", "USD"), 1);
  EXPECT_EQ(minor("4.9e-3", "USD"), 0);
  EXPECT_EQ(minor("1e-99999999999999999999", "USD"), 0);
  EXPECT_EQ(minor("-0.0", "USD"), 0);
  EXPECT_EQ(minor("0e5", "USD"), 0);
  EXPECT_FALSE(amount_of("1e99999999999999999999", currency("USD"), "x"));
}

TEST(Codec, AmountsEndAtNineTrillion) {
  EXPECT_EQ(minor("9000000000000", "USD"), 900'000'000'000'000);
  EXPECT_FALSE(amount_of("9000000000000.01", currency("USD"), "x"));
  EXPECT_FALSE(amount_of("-1e13", currency("USD"), "x"));
}

// Through a double this is 0.005, which rounds away from zero.
TEST(Codec, DigitsThatADoubleForgetsStillCount) {
  const auto read_cost = [](std::string_view text) {
    return read(fmt::format(R"({{"mood": "bad_day", "inners": [], "cost": {}}})", text))
        .outer.cost.minor;
  };
  EXPECT_EQ(read_cost("0.00499999999999999999"), 0);
  EXPECT_EQ(read_cost("0.00500000000000000001"), 1);
}

TEST(Codec, WritesBothFamilies) {
  const Outer outer{.mood = Mood::BadDay, .inners = {{.count = 2}}, .cost = {123'450}};
  const auto written = [&](const Form& form) {
    return json::compact(Codec<Outer>::write(outer, form));
  };

  EXPECT_EQ(written({.family = Family::Fixed}),
            R"({"mood":"bad_day","inners":[{"count":2,"note":null}],"cost":1234.5})");
  EXPECT_EQ(written({.family = Family::V1}),
            R"({"mood":"bad_day","inners":[{"count":2,"note":null}],)"
            R"("cost":{"amount_minor":123450,"currency":"USD"}})");
}

TEST(Codec, SchemasTellRequestsFromAnswers) {
  EXPECT_EQ(json::compact(Codec<Inner>::schema(Family::V1, Side::Request)),
            R"({"properties":{"count":{"type":"integer"},)"
            R"("note":{"anyOf":[{"type":"string"},{"type":"null"}]}},)"
            R"("type":"object","required":["count"]})");
  EXPECT_EQ(json::compact(Codec<Inner>::schema(Family::V1, Side::Response)),
            R"({"properties":{"count":{"type":"integer"},)"
            R"("note":{"anyOf":[{"type":"string"},{"type":"null"}]}},)"
            R"("type":"object","required":["count","note"]})");
}

}  // namespace
}  // namespace gv::api
