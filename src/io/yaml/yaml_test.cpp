#include "io/yaml/yaml.h"

#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "io/json/serialize.h"

namespace gv::yaml {
namespace {

using ::testing::HasSubstr;

std::string tree(std::string_view text) {
  const auto document = parse(text, "gv.yaml");
  return document ? json::compact(document->root()) : to_string(document.error());
}

TEST(Yaml, BecomesATreeOfTypedValues) {
  EXPECT_EQ(tree("decision:\n  kill_roas: 0.5\n  mode: auto\n  on: true\nids: [1, '2', ~]\n"),
            R"({"decision":{"kill_roas":0.5,"mode":"auto","on":true},"ids":[1,"2",null]})");
  EXPECT_EQ(tree("- a\n-\n  - b\n"), R"(["a",["b"]])");
  EXPECT_EQ(tree("text: |\n  two\n  lines\n1: number keys are texts\n"),
            "{\"text\":\"two\\nlines\\n\",\"1\":\"number keys are texts\"}");
}

TEST(Yaml, AnEmptyFileIsNull) {
  EXPECT_EQ(tree(""), "null");
  EXPECT_EQ(tree("# only a comment\n"), "null");
}

TEST(Yaml, KnowsTheLineOfEveryKeyAndElement) {
  const auto document = parse(
      "# thresholds\ndecision:\n  kill_roas: 0.5\n  blending:\n    curve:\n      sigmoid\n"
      "ads:\n  - spend: 1\n    odd.key: 2\n  - spend: 3\n",
      "gv.yaml");
  ASSERT_TRUE(document) << document.error();

  EXPECT_EQ(document->line_of("decision"), 2);
  EXPECT_EQ(document->line_of("decision.kill_roas"), 3);
  EXPECT_EQ(document->line_of("decision.blending.curve"), 5);
  EXPECT_EQ(document->line_of("ads[0].spend"), 8);
  EXPECT_EQ(document->line_of("ads[0][\"odd.key\"]"), 9);
  EXPECT_EQ(document->line_of("ads[1]"), 10);
  EXPECT_EQ(document->line_of("decision.blending.none"), 4);
  EXPECT_EQ(document->line_of("ads[0].no.such.key"), 8);
  EXPECT_EQ(document->line_of("nowhere"), 2);
}

TEST(Yaml, LocatesTheErrorOfAField) {
  const auto document = parse("decision:\n  kill_roas: high\n", "gv.yaml");
  ASSERT_TRUE(document) << document.error();

  const auto number = document->field().member("decision")->member("kill_roas")->number();

  ASSERT_FALSE(number);
  EXPECT_EQ(to_string(document->locate(number.error())),
            "gv.yaml:2: decision.kill_roas: must be a number, got \"high\"");
}

TEST(Yaml, ARepeatedKeyNamesBothLines) {
  EXPECT_EQ(tree("a: 1\nb:\n  a: 2\na: 3\n"),
            "gv.yaml:4: the key \"a\" is given twice, first on line 1");
}

TEST(Yaml, WhatIsNoYamlNamesTheLine) {
  EXPECT_THAT(tree("a: 1\nb: [1, 2\n"), HasSubstr("gv.yaml:3: is not valid YAML: "));
  EXPECT_THAT(tree("a: *none\n"), HasSubstr("gv.yaml:1: is not valid YAML: "));
  EXPECT_EQ(tree("a: caf\xE9\n"), "gv.yaml: is not UTF-8 text");
  EXPECT_EQ(tree("a: 1\nb: \x04\nc: 2\n"), "gv.yaml:2: holds the control character 0x04");
}

TEST(Yaml, RefusesWhatItDoesNotSupport) {
  EXPECT_THAT(tree("a: {<<: {b: 1}}\n"), HasSubstr("merge keys"));
  EXPECT_THAT(tree("[1]: 2\n"), HasSubstr("a key must be a text"));
  EXPECT_THAT(tree("a: !python/object x\n"), HasSubstr("does not fit"));
  EXPECT_THAT(tree("a: !mine [1]\n"), HasSubstr("is not supported"));
  EXPECT_THAT(tree("a: 1\n---\nb: 2\n"), HasSubstr("several documents"));
  EXPECT_THAT(tree("\na: .inf\n"), HasSubstr("gv.yaml:2: must be a number"));
}

TEST(Yaml, TagsOfTheCoreSchemaAreKept) {
  EXPECT_EQ(tree("a: !!str 1\nb: !!int 2\nc: !!float 2\nd: \"3\"\n"),
            R"({"a":"1","b":2,"c":2,"d":"3"})");
  EXPECT_THAT(tree("a: !!int x\n"), HasSubstr("does not fit"));
}

TEST(Yaml, AnAliasRepeatsItsAnchor) {
  EXPECT_EQ(tree("a: &x {k: [1]}\nb: *x\nc: &y 7\nd: *y\n"),
            R"({"a":{"k":[1]},"b":{"k":[1]},"c":7,"d":7})");
  EXPECT_THAT(tree("a: &x [1, *x]\n"), HasSubstr("part of"));
}

TEST(Yaml, NestedAliasesCannotBlowUp) {
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    laughs += fmt::format("a{0}: &a{0} [{1}, {1}, {1}, {1}, {1}, {1}, {1}, {1}, {1}]\n", i, last);
  }

  EXPECT_THAT(tree(laughs), HasSubstr("more than 100000 values"));
}

TEST(Yaml, DepthAndLengthHaveLimits) {
  EXPECT_THAT(tree(std::string(33, '[') + std::string(33, ']')), HasSubstr("deeper than 32"));
  EXPECT_THAT(tree(std::string(100'000, '[')), HasSubstr("gv.yaml:1: "));
  EXPECT_THAT(tree(std::string((1 << 20) + 1, ' ')), HasSubstr("longer than 1048576 bytes"));
}

TEST(Yaml, ALongKeyAboveManyValuesCannotEatMemory) {
  std::string text = "? " + std::string(100'000, 'k') + "\n: [0";
  for (int i = 0; i < 1'000; ++i) text += ", 0";

  EXPECT_THAT(tree(text + "]\n"), HasSubstr("keys too long"));
}

// JSON is YAML: both readers agree on it.
RC_GTEST_PROP(YamlProperty, ReadsJsonAsTheJsonReaderDoes, ()) {
  const auto keys = *rc::gen::unique<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::inRange(' ', '\x7F')));
  boost::json::object object;
  for (const auto& key : keys) {
    if (key == "<<") continue;
    object[key] = boost::json::array{*rc::gen::arbitrary<std::int64_t>(), key,
                                     *rc::gen::arbitrary<bool>(), nullptr};
  }
  const std::string text = json::pretty(object);
  RC_ASSERT(tree(text) == json::compact(object));
}

}  // namespace
}  // namespace gv::yaml
