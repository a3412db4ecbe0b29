#include "cli/table.h"

#include <string>

#include <gtest/gtest.h>

#include "cli/json_out.h"

namespace gv::cli {
namespace {

template <class Write>
std::string text_of(const Write& write) {
  std::string text;
  write(Sink([&](std::string_view piece) { text += piece; }));
  return text;
}

TEST(Table, AlignsNumbersToTheRightAndCountsCharacters) {
  Table table({"ad", "spend"});
  table.row({"café", "5.00"});
  table.row({"b", "1,000.00"});

  EXPECT_EQ(text_of([&](const Sink& sink) { table.print(sink); }),
            "ad       spend\n"
            "café      5.00\n"
            "b     1,000.00\n");
}

TEST(Table, ControlCharactersDoNotReachTheTerminal) {
  Table table({"ad", "spend"});
  table.row({"a\x1b[2J\n", "5.00"});

  EXPECT_EQ(text_of([&](const Sink& sink) { table.print(sink); }),
            "ad            spend\n"
            "a\\x1b[2J\\x0a   5.00\n");
}

TEST(Table, CsvIsQuotedAndFormulasAreDefused) {
  Table table({"ad", "change"});
  table.row({"=HYPERLINK(\"x\")", "+20 %"});
  table.row({"a,b", "-5"});

  EXPECT_EQ(text_of([&](const Sink& sink) { table.csv(sink); }),
            "ad,change\r\n\"'=HYPERLINK(\"\"x\"\")\",+20 %\r\n\"a,b\",-5\r\n");
}

TEST(JsonOut, WritesMembersAndItemsEachOnALine) {
  const auto text = text_of([](const Sink& sink) {
    JsonOut out(sink);
    out.member("a", 1);
    out.begin_list("none");
    out.end_list();
    out.begin_list("some");
    out.item(number(0.1));
    out.item(number(1.0 / 0.0));
    out.end_list();
    out.close();
  });

  EXPECT_EQ(text, "{\n  \"a\": 1,\n  \"none\": [],\n  \"some\": [\n    0.1,\n    null\n  ]\n}\n");
}

}  // namespace
}  // namespace gv::cli
