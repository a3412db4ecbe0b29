#include "base/text.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv {
namespace {

TEST(Counted, KnowsOneFromMany) {
  EXPECT_EQ(counted(0, "row"), "0 rows");
  EXPECT_EQ(counted(1, "total row"), "1 total row");
  EXPECT_EQ(counted(2, "row"), "2 rows");
}

TEST(Printable, ControlsAreEscaped) {
  EXPECT_EQ(printable("red\x1b[31m ad"), "red\\x1b[31m ad");
  EXPECT_EQ(printable("two\r\nlines\t\x7F"), "two\\x0d\\x0alines\\x09\\x7f");
  EXPECT_EQ(printable(std::string_view("a\0b", 3)), "a\\x00b");
  EXPECT_EQ(printable("\xC2\x9B"  // one-byte form of ESC [
                      "31m"),
            "\\u009b31m");
  EXPECT_EQ(printable("abc\xE2\x80\xAE"  // right-to-left override
                      "fed\xE2\x81\xA6"),
            "abc\\u202efed\\u2066");
}

TEST(Printable, LettersOfAnyScriptStay) {
  for (const char* text :
       {"", "café", "\xC2\xA0", "عرض الصيف", "广告 – 1", "🙂", "\xE2", "\xC2", "\xE2\x80"}) {
    EXPECT_EQ(printable(text), text);
  }
}

RC_GTEST_PROP(PrintableProperty, NoControlByteIsLeft, (const std::string& text)) {
  const auto shown = printable(text);
  RC_ASSERT(std::none_of(shown.begin(), shown.end(),
                         [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }));
  RC_ASSERT(printable(shown) == shown);
}

}  // namespace
}  // namespace gv
