#include "io/json/serialize.h"

#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>

#include <boost/json/value.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/check.h"
#include "base/hash.h"

namespace gv::json {
namespace {

Value value_of(std::string_view text) { return parse(text, "t.json").value(); }

// Example 10 of 90-platform, section 11.
TEST(JsonCanonical, ConfigHashIsThatOfTheSpecification) {
  const std::string text = canonical(value_of("{\"b\":2,\"a\":{\"y\":false,\"x\":1.5}}"));

  EXPECT_EQ(text, "{\"a\":{\"x\":1.5,\"y\":false},\"b\":2}");
  EXPECT_EQ(sha256_hex(text), "fa9934501148cb72fff2f17e271833300b4827c2744aa8beb07ea165dbf6a9a4");
}

// RFC 8785, section 3.2.3.
TEST(JsonCanonical, KeysAreSortedByUtf16CodeUnits) {
  EXPECT_EQ(canonical(value_of(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,)"
                               R"("\u0080":6,"\u00f6":7})")),
            "{\"\\r\":2,\"1\":4,\"\xC2\x80\":6,\"\xC3\xB6\":7,\"\xE2\x82\xAC\":1,"
            "\"\xF0\x9F\x98\x80\":5,\"\xEF\xAC\xB3\":3}");
}

// RFC 8785, section 3.2.2.
TEST(JsonCanonical, StringsAreEscapedAsLittleAsPossible) {
  EXPECT_EQ(canonical(value_of(R"("\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/\b\f\r\t")")),
            "\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\r\\t\"");
}

// RFC 8785, appendix B: bit pattern and text.
TEST(JsonNumber, IsWrittenAsEcmaScriptWritesIt) {
  const std::pair<std::uint64_t, const char*> cases[] = {
      {0x0000000000000000, "0"},
      {0x8000000000000000, "0"},
      {0x0000000000000001, "5e-324"},
      {0x8000000000000001, "-5e-324"},
      {0x7fefffffffffffff, "1.7976931348623157e+308"},
      {0x4340000000000000, "9007199254740992"},
      {0x4430000000000000, "295147905179352830000"},
      {0x44b52d02c7e14af5, "9.999999999999997e+22"},
      {0x44b52d02c7e14af6, "1e+23"},
      {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
      {0x444b1ae4d6e2ef4e, "999999999999999700000"},
      {0x444b1ae4d6e2ef4f, "999999999999999900000"},
      {0x444b1ae4d6e2ef50, "1e+21"},
      {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
      {0x3eb0c6f7a0b5ed8d, "0.000001"},
      {0x41b3de4355555553, "333333333.3333332"},
      {0x41b3de4355555554, "333333333.33333325"},
      {0x41b3de4355555555, "333333333.3333333"},
      {0x41b3de4355555556, "333333333.3333334"},
      {0x41b3de4355555557, "333333333.33333343"},
      {0xbecbf647612f3696, "-0.0000033333333333333333"},
      {0x43143ff3c1cb0959, "1424953923781206.2"},
  };
  for (const auto& [bits, text] : cases) EXPECT_EQ(number_text(std::bit_cast<double>(bits)), text);
}

TEST(JsonNumber, NanIsABug) {
  EXPECT_THROW(static_cast<void>(number_text(std::numeric_limits<double>::quiet_NaN())), Bug);
  EXPECT_THROW(static_cast<void>(pretty(Value(std::numeric_limits<double>::infinity()))), Bug);
}

TEST(JsonPretty, IndentsByTwoAndKeepsTheOrder) {
  const Value value = value_of(R"({"b":[1,2.50,{"x":null}],"a":{},"c":[],"d":12345678901234567})");

  EXPECT_EQ(pretty(value),
            "{\n"
            "  \"b\": [\n"
            "    1,\n"
            "    2.5,\n"
            "    {\n"
            "      \"x\": null\n"
            "    }\n"
            "  ],\n"
            "  \"a\": {},\n"
            "  \"c\": [],\n"
            "  \"d\": 12345678901234567\n"
            "}");
  EXPECT_EQ(compact(value), R"({"b":[1,2.5,{"x":null}],"a":{},"c":[],"d":12345678901234567})");
}

TEST(JsonPretty, ScalarsStandAlone) {
  EXPECT_EQ(pretty(Value("x")), "\"x\"");
  EXPECT_EQ(pretty(Value(nullptr)), "null");
}

double any_finite_double() {
  const auto number = std::bit_cast<double>(*rc::gen::arbitrary<std::uint64_t>());
  RC_PRE(std::isfinite(number));
  return number;
}

RC_GTEST_PROP(JsonNumberProperty, ReadsBackTheSameAndTakesAtMost17Digits, ()) {
  const double number = any_finite_double();
  const std::string text = number_text(number);
  RC_ASSERT(std::strtod(text.c_str(), nullptr) == number);
  RC_ASSERT(text.size() <= 25u);
  // Whole numbers come back as integers, so compare what they are worth.
  const Value again = value_of(text);
  RC_ASSERT(again.to_number<double>() == number);
}

Value any_value(int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 7 : 5)) {
    case 0:
      return nullptr;
    case 1:
      return *rc::gen::arbitrary<bool>();
    case 2:
      return *rc::gen::arbitrary<std::int64_t>();
    case 3:
      return any_finite_double();
    case 4:
      return boost::json::string(
          *rc::gen::container<std::string>(rc::gen::inRange<char>('\0', '\x7F')));
    case 5: {
      boost::json::array list;
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) list.push_back(any_value(depth - 1));
      return list;
    }
    default: {
      boost::json::object object;
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        object[*rc::gen::container<std::string>(rc::gen::inRange<char>('a', 'e'))] =
            any_value(depth - 1);
      }
      return object;
    }
  }
}

RC_GTEST_PROP(JsonCanonicalProperty, IsIdempotentAndTheSameForEveryWayOfWriting, ()) {
  const Value value = any_value(3);
  const std::string once = canonical(value);
  RC_ASSERT(canonical(value_of(once)) == once);
  RC_ASSERT(canonical(value_of(pretty(value))) == once);
  RC_ASSERT(canonical(value_of(compact(value))) == once);
}

}  // namespace
}  // namespace gv::json
