#include "io/yaml/scalar.h"

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "io/json/serialize.h"

namespace gv::yaml {
namespace {

std::string resolved(std::string_view text) {
  const auto value = resolve_plain(text);
  return value ? json::compact(*value) : "nothing";
}

TEST(YamlScalar, FollowsTheCoreSchema) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "null"},
      {"~", "null"},
      {"null", "null"},
      {"true", "true"},
      {"FALSE", "false"},
      {"0", "0"},
      {"-12", "-12"},
      {"+12", "12"},
      {"007", "7"},
      {"0o17", "15"},
      {"0xff", "255"},
      {"9223372036854775808", "9223372036854775808"},
      {"18446744073709551616", "18446744073709552000"},
      {"1.50", "1.5"},
      {".5", "0.5"},
      {"+.5", "0.5"},
      {"1.", "1"},
      {"6e3", "6000"},
      {"-1.5E-3", "-0.0015"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(resolved(text), expected) << text;
}

TEST(YamlScalar, WhatOnlyLooksLikeANumberIsAText) {
  for (const char* const text : {"yes", "on", "12:30", "1_000", "1e", "e3", ".", "-", "+-1", "0x",
                                 "0x-1", "0o8", "1.2.3", "2025-01-01", "tRue", "1 2", "inf"}) {
    EXPECT_EQ(resolved(text), json::compact(json::Value(text)));
  }
}

TEST(YamlScalar, WhatATreeCannotHoldIsNothing) {
  for (const char* const text : {".inf", "-.INF", ".nan", "1e999", "-1e999", "1e-999"}) {
    EXPECT_EQ(resolved(text), "nothing") << text;
  }
}

}  // namespace
}  // namespace gv::yaml
