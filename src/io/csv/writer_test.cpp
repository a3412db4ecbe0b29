#include "io/csv/writer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "io/csv/testing.h"

namespace gv::csv {
namespace {

std::string record(std::initializer_list<std::string_view> fields) {
  std::string out;
  append_record(out, fields);
  return out;
}

TEST(CsvWriter, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(record({"a1", "10.50", ""}), "a1,10.50,\r\n");
  EXPECT_EQ(record({"a,b", "say \"x\"", "two\nlines", " blank"}),
            "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\" blank\"\r\n");
  EXPECT_EQ(record({""}), "\"\"\r\n");
}

TEST(CsvWriter, LeavesFormulasAsTheyAre) { EXPECT_EQ(record({"=1+1", "@x"}), "=1+1,@x\r\n"); }

RC_GTEST_PROP(CsvWriterProperty, TheReaderGivesBackWhatWasWritten, ()) {
  const auto columns = *rc::gen::inRange<std::size_t>(1, 6);
  const auto delimiter = *rc::gen::elementOf(std::string(",;\t"));
  const auto field = rc::gen::map(
      rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
          "a", "1", " ", ",", ";", "\t", "\"", "\r", "\n", "\xC3\xA9", "\xEF\xBB\xBF"})),
      [](const std::vector<std::string>& parts) {
        std::string text;
        for (const auto& part : parts) text += part;
        return text;
      });
  const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(columns, field));
  const std::vector<std::string> header(columns, "column;");

  std::string text;
  append_record(text, header, delimiter);
  for (const auto& row : rows) append_record(text, row, delimiter);
  const Table table = read_table(text);

  RC_ASSERT(table.failure.empty());
  RC_ASSERT(table.header == header);
  RC_ASSERT(table.rows.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) RC_ASSERT(table.rows[i].fields == rows[i]);
}

}  // namespace
}  // namespace gv::csv
