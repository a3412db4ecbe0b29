#include "io/json/described.h"

#include <limits>
#include <variant>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <gtest/gtest.h>

#include "io/json/serialize.h"

namespace gv::json {
namespace {

enum class Hook { FaceHook, None };
BOOST_DESCRIBE_ENUM(Hook, FaceHook, None)

struct Peak {
  double t{0.0};
  int frame{0};
};
BOOST_DESCRIBE_STRUCT(Peak, (), (t, frame))

struct Section {
  std::string name;
  Hook type{Hook::None};
  std::optional<double> energy;
  std::vector<Peak> peaks;
  std::map<std::string, bool> flags;
};
BOOST_DESCRIBE_STRUCT(Section, (), (name, type, energy, peaks, flags))

Section example() {
  return {.name = "a",
          .type = Hook::FaceHook,
          .peaks = {{.t = 1.23456789, .frame = 3}, {.t = -1e-9, .frame = 4}},
          .flags = {{"b", true}}};
}

TEST(Described, WritesSortedKeysSixDigitsAndNullForWhatIsMissing) {
  EXPECT_EQ(compact(to_value(example())),
            R"({"energy":null,"flags":{"b":true},"name":"a",)"
            R"("peaks":[{"frame":3,"t":1.234568},{"frame":4,"t":0}],"type":"face_hook"})");
}

TEST(Described, WritesNullForWhatIsNoNumber) {
  EXPECT_TRUE(rounded(std::numeric_limits<double>::quiet_NaN()).is_null());
  EXPECT_TRUE(rounded(std::numeric_limits<double>::infinity()).is_null());
}

TEST(Described, ReadsBackWhatItWrote) {
  const auto written = to_value(example());
  Section read;
  const auto result = read_into(Field(written), read);
  ASSERT_TRUE(result) << result.error();
  EXPECT_EQ(to_value(read), written);
}

TEST(Described, AllBitsKeepWhatSixDigitsDoNot) {
  const std::vector<double> numbers{0.1, -0.0, 1e-300, std::numeric_limits<double>::infinity()};
  const auto written = to_value<AllBits>(numbers);
  std::vector<double> read;
  ASSERT_TRUE(read_into<AllBits>(Field(written), read));
  EXPECT_EQ(to_value<AllBits>(read), written);
  EXPECT_EQ(read[0], 0.1);
  EXPECT_TRUE(std::signbit(read[1]));
  EXPECT_EQ(read[2], 1e-300);
  EXPECT_TRUE(std::isinf(read[3]));
  EXPECT_FALSE(read_into<AllBits>(Field(to_value(numbers)), read));
}

TEST(Described, AWholeNumberThatDoesNotFitIsRefused) {
  const boost::json::value far{{"t", 0.5}, {"frame", (std::int64_t{1} << 32) + 1}};
  Peak peak;
  const auto read = read_into(Field(far), peak);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().where, "frame");
}

TEST(Described, IgnoresUnknownMembersAndRefusesUnknownNames) {
  const boost::json::value later{{"name", "b"}, {"added_later", 1}};
  Section read;
  ASSERT_TRUE(read_into(Field(later), read));
  EXPECT_EQ(read.name, "b");
  const boost::json::value wrong{{"type", "smell_hook"}};
  const auto result = read_into(Field(wrong), read);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().where, "type");
}

struct Choice {
  std::string template_;
  std::variant<std::monostate, bool, double, std::vector<std::string>> value;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (template_, value))

TEST(Described, AVariantIsWhatItHolds) {
  for (const Choice& choice : {Choice{"a", {}}, Choice{"a", true}, Choice{"a", 0.5},
                               Choice{"a", std::vector<std::string>{"x"}}}) {
    const auto written = to_value(choice);
    Choice read;
    ASSERT_TRUE(read_into(Field(written), read));
    EXPECT_EQ(to_value(read), written);
    EXPECT_EQ(read.value.index(), choice.value.index());
    EXPECT_TRUE(written.as_object().contains("template"));
  }
}

TEST(Described, SchemaNamesEveryMemberAndItsType) {
  const auto schema = schema_of<Section>();
  EXPECT_EQ(schema.at_pointer("/properties/type/enum/0").as_string(), "face_hook");
  EXPECT_EQ(schema.at_pointer("/properties/energy/anyOf/1/type").as_string(), "null");
  EXPECT_EQ(schema.at_pointer("/properties/peaks/items/properties/frame/type").as_string(),
            "integer");
  EXPECT_EQ(schema.at("required").as_array().size(), 5U);
}

}  // namespace
}  // namespace gv::json
