#include "adapters/report/html_text.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gv::report {
namespace {

TEST(EscapeHtml, MarkupAndQuotesBecomeEntities) {
  EXPECT_EQ(escape_html("<img src=x onerror=\"alert('1')\"> & co"),
            "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co");
}

TEST(EscapeHtml, OrdinaryTextStaysAsItIs) {
  EXPECT_EQ(escape_html("Caf\xC3\xA9 ad-03, 20 % off\n"), "Caf\xC3\xA9 ad-03, 20 % off\n");
}

TEST(EscapeHtml, ControlCharactersAreReplaced) {
  EXPECT_EQ(escape_html(std::string("a\0b\x1b", 4)),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD");
}

RC_GTEST_PROP(EscapeHtmlProperty, NothingThatOpensMarkupSurvives, (const std::string& text)) {
  const auto safe = escape_html(text);
  RC_ASSERT(safe.find_first_of("<>\"'") == std::string::npos);
}

}  // namespace
}  // namespace gv::report
