#include "io/html/escape.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::html {
namespace {

TEST(Escape, MarkupAndQuotesBecomeEntities) {
  EXPECT_EQ(escape("<img src=x onerror=\"alert('1')\"> & co"),
            "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co");
}

TEST(Escape, OrdinaryTextStaysAsItIs) {
  EXPECT_EQ(escape("Caf\xC3\xA9 ad-03, 20 % off\n"), "Caf\xC3\xA9 ad-03, 20 % off\n");
}

TEST(Escape, ControlCharactersAreReplaced) {
  EXPECT_EQ(escape(std::string("a\0b\x1b", 4)),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD");
}

RC_GTEST_PROP(EscapeProperty, NothingThatOpensMarkupSurvives, (const std::string& text)) {
  const auto safe = escape(text);
  RC_ASSERT(safe.find_first_of("<>\"'") == std::string::npos);
}

}  // namespace
}  // namespace gv::html
