#include <cmath>

#include <boost/json/value.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/json/json.h"

namespace gv::json {
namespace {

using ::testing::HasSubstr;

std::string refusal(std::string_view text, const ParseLimits& limits = {}) {
  const auto value = parse(text, "t.json", limits);
  EXPECT_FALSE(value) << text;
  if (value) return {};
  EXPECT_EQ(value.error().code, ErrorCode::UnusableInput);
  return to_string(value.error());
}

TEST(JsonParse, ReadsEveryKindOfValue) {
  const auto value = parse(
      "\xEF\xBB\xBF { \"b\": [1, -2.5, \"x\\n\\u00e9\", true, null], \"a\": {} }\n", "t.json");

  ASSERT_TRUE(value) << value.error();
  const auto& object = value->as_object();
  EXPECT_EQ(object.begin()->key(), "b");
  const auto& list = object.at("b").as_array();
  EXPECT_EQ(list[0].as_int64(), 1);
  EXPECT_EQ(list[1].as_double(), -2.5);
  EXPECT_EQ(list[2].as_string(), "x\n\xC3\xA9");
  EXPECT_TRUE(list[3].as_bool());
  EXPECT_TRUE(list[4].is_null());
  EXPECT_TRUE(object.at("a").as_object().empty());
}

TEST(JsonParse, WholeNumbersStayWholeAsLongAsTheyFit) {
  EXPECT_EQ(parse("9223372036854775807", "t")->as_int64(), 9223372036854775807);
  EXPECT_EQ(parse("18446744073709551615", "t")->as_uint64(), 18446744073709551615u);
  EXPECT_EQ(parse("18446744073709551616", "t")->as_double(), 18446744073709551616.0);
}

// Boost.JSON 1.81 on its own is off by one unit in the last place on some of these.
TEST(JsonParse, DoublesAreCorrectlyRounded) {
  EXPECT_EQ(parse("1.7976931348623157e308", "t")->as_double(), 1.7976931348623157e308);
  EXPECT_EQ(parse("5e-324", "t")->as_double(), 5e-324);
  EXPECT_EQ(parse("2.2250738585072011e-308", "t")->as_double(), 2.2250738585072011e-308);
  EXPECT_EQ(parse("0.500000000000000166533453693773481063544750213623046875", "t")->as_double(),
            0.500000000000000166533453693773481063544750213623046875);
  EXPECT_EQ(parse("123456789012345678901234567890e-10", "t")->as_double(),
            12345678901234567890.1234567890);
}

TEST(JsonParse, ATooSmallNumberIsZeroATooLargeOneAnError) {
  const auto tiny = parse("-1e-400", "t");
  ASSERT_TRUE(tiny) << tiny.error();
  EXPECT_EQ(tiny->as_double(), 0.0);
  EXPECT_TRUE(std::signbit(tiny->as_double()));
  EXPECT_THAT(refusal("1e400"), HasSubstr("beyond the range of a double"));
  EXPECT_THAT(refusal("1e99999999999"), HasSubstr("beyond the range of a double"));
}

TEST(JsonParse, ErrorsNameLineAndColumn) {
  EXPECT_EQ(refusal("{\n  \"a\": tru3\n}"), "t.json:2:8: is not valid JSON: syntax error");
  EXPECT_EQ(refusal("[1, 2"), "t.json:1:6: is not complete JSON: the text ends too early");
  EXPECT_EQ(refusal(""), "t.json:1:1: is not complete JSON: the text ends too early");
  EXPECT_EQ(refusal("1 2"), "t.json:1:3: has text behind the end of the JSON value");
  EXPECT_EQ(refusal("\"caf\xE9\""), "t.json: is not UTF-8 text");
}

TEST(JsonParse, ARepeatedKeyIsAnError) {
  EXPECT_THAT(refusal("{\"a\": 1,\n \"b\": {\"a\": 2}, \"a\": 3}"),
              ::testing::AllOf(HasSubstr("t.json:2:"), HasSubstr("the key \"a\" is given twice")));
}

TEST(JsonParse, DepthAndLengthHaveLimits) {
  const ParseLimits limits{.bytes_max = 20, .depth_max = 3};

  EXPECT_TRUE(parse("[[[1]]]", "t", limits));
  EXPECT_THAT(refusal("[[[[1]]]]", limits), HasSubstr("nests deeper than 3 levels"));
  EXPECT_THAT(refusal(std::string(21, ' '), limits), HasSubstr("longer than 20 bytes"));
  EXPECT_THAT(refusal("{\"" + std::string(1'025, 'k') + "\": 1}"),
              HasSubstr("a key is longer than 1024 bytes"));
  EXPECT_THAT(refusal(std::string(1'000'000, '[')), HasSubstr("nests deeper than 64 levels"));
}

TEST(JsonParse, KeepsTheDigitsThatADoubleForgets) {
  constexpr std::string_view kText =
      R"([0.5, {"a": 0.00499999999999999999, "b": [7, 123456789012345678901234567890]}, 1.005])";
  const auto document = parse_exact(kText, "t");
  ASSERT_TRUE(document) << document.error();
  const auto& root = document->root->as_array();
  const auto text = [&](const Value& value) { return decimal_text(value, document->long_numbers); };

  EXPECT_EQ(document->long_numbers.size(), 2u);
  EXPECT_EQ(text(root.at(0)), "0.5");
  EXPECT_EQ(text(root.at(1).at("a")), "0.00499999999999999999");
  EXPECT_EQ(text(root.at(1).at("b").at(0)), "7");
  EXPECT_EQ(text(root.at(1).at("b").at(1)), "123456789012345678901234567890");
  EXPECT_EQ(text(root.at(2)), "1.005");
}

TEST(JsonParse, NulCharactersCanBeRefused) {
  const ParseLimits limits{.refuses_nul = true};

  EXPECT_TRUE(parse(R"(["a\u0000b"])", "t"));
  EXPECT_THAT(refusal(R"(["a\u0000b"])", limits), HasSubstr("a text holds a NUL character"));
  EXPECT_THAT(refusal(R"({"\u0000": 1})", limits), HasSubstr("a key holds a NUL character"));
}

}  // namespace
}  // namespace gv::json
