#include "io/json/field.h"

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

namespace gv::json {
namespace {

Value value_of(std::string_view text) { return parse(text, "t.json").value(); }

template <class T>
std::string refusal(const Result<T>& result) {
  return result ? "accepted" : to_string(result.error());
}

TEST(JsonField, ErrorsNameThePathAndWhatCame) {
  const Value tree = value_of(R"({"ads": [{"spend": 1}, {"spend": "x", "on": 1, "days": 1.5}]})");
  const Field ad = Field(tree).member("ads")->elements()->at(1);

  EXPECT_EQ(refusal(ad.member("spend")->number()), "ads[1].spend: must be a number, got \"x\"");
  EXPECT_EQ(refusal(ad.member("on")->boolean()), "ads[1].on: must be true or false, got 1");
  EXPECT_EQ(refusal(ad.member("days")->whole()), "ads[1].days: must be a whole number, got 1.5");
  EXPECT_EQ(refusal(ad.text()), "ads[1]: must be a text, got an object");
  EXPECT_EQ(refusal(ad.elements()), "ads[1]: must be a list, got an object");
  EXPECT_EQ(refusal(Field(tree).member("ads")->members()),
            "ads: must be an object, got a list of 2");
  EXPECT_EQ(refusal(ad.member("clicks")), "ads[1].clicks: is missing");
}

TEST(JsonField, ReadsWhatFits) {
  const Value tree = value_of(R"({"a": true, "b": 2, "c": 1e3, "d": "x", "e": null})");
  const Field root(tree);

  EXPECT_TRUE(root.member("a")->boolean().value());
  EXPECT_EQ(root.member("b")->number().value(), 2.0);
  EXPECT_EQ(root.member("c")->whole().value(), 1000);
  EXPECT_EQ(root.member("d")->text().value(), "x");
  EXPECT_TRUE(root.member("e")->is_null());
  EXPECT_EQ(root.members()->size(), 5u);
}

TEST(JsonField, AWholeNumberBeyondInt64IsRefused) {
  const Value tree = value_of("[18446744073709551615, 1e300]");
  const auto fields = Field(tree).elements().value();

  EXPECT_EQ(refusal(fields[0].whole()),
            "[0]: must be a whole number below 2^63, got 18446744073709551615");
  EXPECT_EQ(refusal(fields[1].whole()), "[1]: must be a whole number, got 1e+300");
}

TEST(JsonField, AnAbsentOrNullMemberIsNothing) {
  const Value tree = value_of(R"({"a": 1, "n": null})");
  const Field root(tree);

  EXPECT_TRUE(root.member_if("a")->has_value());
  EXPECT_FALSE(root.member_if("n")->has_value());
  EXPECT_FALSE(root.member_if("none")->has_value());
  EXPECT_FALSE(Field(tree.at("a")).member_if("x"));
}

TEST(JsonField, AnUnknownKeyNamesTheNearestKnownOne) {
  const Value tree = value_of(R"({"decision": {"min_roas": 1, "kil_roas": 0.5}})");
  const Field decision = Field(tree).member("decision").value();

  EXPECT_TRUE(decision.allow_only({"kil_roas", "min_roas"}));
  const auto refused = decision.allow_only({"min_roas", "kill_roas", "scale_roas"});

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::UnknownKey);
  EXPECT_EQ(refused.error().where, "decision.kil_roas");
  EXPECT_EQ(refused.error().hint, "the nearest known key is \"kill_roas\"");
}

TEST(JsonField, PathsOfOddKeysAreQuoted) {
  EXPECT_EQ(member_path("", "a"), "a");
  EXPECT_EQ(member_path("a", "b-1"), "a.b-1");
  EXPECT_EQ(member_path("a", "b.c"), "a[\"b.c\"]");
  EXPECT_EQ(member_path("", ""), "[\"\"]");
  EXPECT_EQ(element_path(member_path("", "ads"), 3), "ads[3]");
}

}  // namespace
}  // namespace gv::json
