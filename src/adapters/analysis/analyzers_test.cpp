#include "adapters/analysis/analyzers.h"

#include <gtest/gtest.h>

namespace gv::analysis {
namespace {

using video::Profile;

TEST(Analyzers, AProfileIsAName) {
  EXPECT_EQ(profile_named("deep", "--profile"), Profile::Deep);
  const auto unknown = profile_named("best", "--profile");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().where, "--profile");
}

TEST(Analyzers, ThoseThatAreNamedAndNoOthers) {
  const auto chosen = analyzers_named({"ocr", "asr", "ocr"}, Profile::Standard, "analyzers");
  ASSERT_TRUE(chosen) << chosen.error();
  EXPECT_TRUE(chosen->ocr && chosen->asr);
  EXPECT_FALSE(chosen->faces || chosen->objects);
  const auto none = analyzers_named({}, Profile::Fast, "analyzers");
  ASSERT_TRUE(none) << none.error();
  EXPECT_FALSE(none->faces || none->objects || none->ocr || none->asr);
}

TEST(Analyzers, UnknownNamesAndEyesOfTheFastProfileAreRefused) {
  EXPECT_EQ(analyzers_named({"eyes"}, Profile::Deep, "x").error().where, "x");
  EXPECT_FALSE(analyzers_named({"faces"}, Profile::Fast, "x"));
  EXPECT_TRUE(analyzers_named({"asr"}, Profile::Fast, "x"));
}

}  // namespace
}  // namespace gv::analysis
