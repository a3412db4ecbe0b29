#include "app/ports/unit_name.h"

#include <gtest/gtest.h>

namespace gv::app {
namespace {

TEST(UnitName, ANameGivesTheUnitBack) {
  const EntityRef campaign{EntityLevel::Campaign, "7:8"};
  EXPECT_EQ(unit_name("meta", {EntityLevel::AdSet, "7"}), "meta:adset:7");
  EXPECT_EQ(unit_named("meta:adset:7"), (PlatformUnit{"meta", {EntityLevel::AdSet, "7"}}));
  EXPECT_EQ(unit_named(unit_name("google", campaign)), (PlatformUnit{"google", campaign}));
}

TEST(UnitName, WhatClientsCallAnAdIsNoUnitOfAPlatform) {
  for (const auto* name : {"", "ad_1", "meta:ad_1", "meta:ad:1", "meta:adset:", "meta:adset"}) {
    EXPECT_FALSE(unit_named(name)) << name;
  }
}

}  // namespace
}  // namespace gv::app
