#include "base/utf8.h"

#include <gtest/gtest.h>

namespace gv {
namespace {

TEST(Utf8, AcceptsEveryLengthOfCharacter) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("plain ascii, longer than one word"));
  EXPECT_TRUE(is_utf8("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"));
}

TEST(Utf8, RefusesWhatRfc3629Forbids) {
  for (const char* const bytes : {
           "caf\xE9 au lait",   // Latin-1
           "\x80",              // lone continuation
           "\xC3",              // cut short
           "\xC0\xAF",          // overlong '/'
           "\xE0\x80\xAF",      // overlong '/'
           "\xED\xA0\x80",      // surrogate
           "\xF4\x90\x80\x80",  // above U+10FFFF
           "12345678\xFF"
           "89012",  // behind a word of ASCII
       }) {
    EXPECT_FALSE(is_utf8(bytes)) << bytes;
  }
}

TEST(Utf8, AnExcerptCutsBetweenCharactersAndHidesMalformedBytes) {
  EXPECT_EQ(excerpt("short"), "short");
  EXPECT_EQ(excerpt("a\xE9z"), "a?z");
  EXPECT_EQ(excerpt("ab\xE2\x82\xAC", 4), "ab...");
  EXPECT_EQ(excerpt("ab\xE2\x82\xAC", 5), "ab\xE2\x82\xAC");
}

}  // namespace
}  // namespace gv
