#include "io/csv/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "io/csv/testing.h"

namespace gv::csv {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Texts = std::vector<std::string>;

TEST(CsvReader, ReadsHeaderAndRows) {
  const auto table = read_table("ad_id,spend\na1,10.50\na2,\n");

  EXPECT_EQ(table.header, (Texts{"ad_id", "spend"}));
  EXPECT_THAT(table.rows, ElementsAre(KeptRow{2, {"a1", "10.50"}, ""}, KeptRow{3, {"a2", ""}, ""}));
}

TEST(CsvReader, AcceptsEveryLineEndAndALastLineWithoutOne) {
  const auto expected = read_table("a,b\n1,2\n3,4\n").rows;

  EXPECT_EQ(read_table("a,b\r\n1,2\r\n3,4\r\n").rows, expected);
  EXPECT_EQ(read_table("a,b\r1,2\r3,4\r").rows, expected);
  EXPECT_EQ(read_table("a,b\n1,2\r3,4").rows, expected);
  EXPECT_EQ(read_table("a,b\n1,2\n3,4\n\n\r\n\r").rows, expected);
}

TEST(CsvReader, AnEmptyLastFieldIsAField) {
  EXPECT_THAT(read_table("a,b\n1,").rows, ElementsAre(KeptRow{2, {"1", ""}, ""}));
  EXPECT_THAT(read_table("a,b\n1,\"\"").rows, ElementsAre(KeptRow{2, {"1", ""}, ""}));
}

TEST(CsvReader, SkipsAByteOrderMarkAndTrimsColumnNames) {
  EXPECT_EQ(read_table("\xEF\xBB\xBF\"ad id\", spend \n").header, (Texts{"ad id", "spend"}));
}

TEST(CsvReader, UnderstandsQuotes) {
  const auto table =
      read_table("a,b\n\"x, \"\"y\"\"\",\"\"\n5\" screen,\"two\r\nlines\"\nlast,1\n");

  EXPECT_THAT(table.rows, ElementsAre(KeptRow{2, {"x, \"y\"", ""}, ""},
                                      KeptRow{3, {"5\" screen", "two\r\nlines"}, ""},
                                      KeptRow{5, {"last", "1"}, ""}));
}

TEST(CsvReader, DetectsTheDelimiterOfTheHeaderLine) {
  EXPECT_EQ(read_table("a;b\n1,5;2\n").rows[0].fields, (Texts{"1,5", "2"}));
  EXPECT_EQ(read_table("a\tb\n1,5\t2\n").rows[0].fields, (Texts{"1,5", "2"}));
  EXPECT_EQ(read_table("\"a;;;\",b\n1,2\n").rows[0].fields, (Texts{"1", "2"}));
  EXPECT_EQ(read_table("alone\n1\n").rows[0].fields, (Texts{"1"}));
}

TEST(CsvReader, ABadRowIsReportedAndTheOthersGoOn) {
  const auto table = read_table("a,b\n1\n2,3\n1,2,3\n\"x\"y,1\ncaf\xE9,1\n" +
                                std::string("n\0l,1\n", 6) + "4,5\n");

  ASSERT_EQ(table.rows.size(), 7u);
  EXPECT_EQ(table.rows[0].error, "has 1 field, the header has 2");
  EXPECT_EQ(table.rows[1].fields, (Texts{"2", "3"}));
  EXPECT_EQ(table.rows[2].error, "has 3 fields, the header has 2");
  EXPECT_EQ(table.rows[3].error, "has text behind the closing quote of field 1");
  EXPECT_EQ(table.rows[4].error, "is not UTF-8 text");
  EXPECT_EQ(table.rows[5].error, "holds a NUL byte");
  EXPECT_EQ(table.rows[6], (KeptRow{8, {"4", "5"}, ""}));
}

TEST(CsvReader, ABadRowCarriesTheFrontOfItsText) {
  auto reader = Reader::open(file::from_text("a,b\n" + std::string(300, 'x') + "\n"), "t.csv");
  ASSERT_TRUE(reader) << reader.error();
  Row row;

  ASSERT_TRUE(reader->next(row).value_or(false));

  ASSERT_TRUE(row.error);
  EXPECT_EQ(row.error->raw, std::string(200, 'x') + "...");
  EXPECT_TRUE(row.fields.empty());
}

TEST(CsvReader, AQuoteNeverClosedSaysWhichLinesAreLost) {
  const auto table = read_table("a,b\n1,\"open\n2,3\n4,5\n");

  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_EQ(table.rows[0].error,
            "opens a quote in field 2 that is never closed: lines 2 to 5 are lost");
}

TEST(CsvReader, WhatIsNoCsvIsSaidSo) {
  EXPECT_EQ(read_table("").failure, "t.csv: holds no header line");
  EXPECT_EQ(read_table("\n\r\n").failure, "t.csv: holds no header line");
  EXPECT_EQ(read_table(std::string("\x7F"
                                   "ELF\0\1",
                                   6))
                .failure,
            "t.csv: does not look like a CSV file: its header line holds a NUL byte");
  EXPECT_EQ(read_table("\x89PNG\r\n\x1A\n").failure,
            "t.csv: does not look like a CSV file: its header line is not UTF-8 text");
  // Found by fuzzing: behind a blank line the mark of a ZIP archive passed for a column name.
  EXPECT_EQ(read_table("\n\nPK\x03\x04").failure,
            "t.csv: does not look like a CSV file: its header line holds control characters");
  EXPECT_THAT(read_table("\xFF\xFE"
                         "a")
                  .failure,
              HasSubstr("is UTF-16 text"));
  EXPECT_THAT(read_table("PK\x03\x04"
                         "x")
                  .failure,
              HasSubstr("Excel workbook"));
}

/// Gives the same byte for ever.
class EndlessSource final : public file::ByteSource {
 public:
  Result<std::size_t> read(std::span<char> buffer) override {
    std::fill(buffer.begin(), buffer.end(), 'x');
    given_ += buffer.size();
    return given_ > (16u << 20) ? fail(ErrorCode::InvalidInput, "", "read far beyond the limit")
                                : Result<std::size_t>(buffer.size());
  }

 private:
  std::size_t given_{0};
};

TEST(CsvReader, ALineWithoutEndStopsAtTheLimitAndNamesTheLine) {
  const auto reader = Reader::open(std::make_unique<EndlessSource>(), "big.csv");

  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::UnusableInput);
  EXPECT_EQ(to_string(reader.error()), "big.csv:1: a record is longer than 1048576 bytes");
}

TEST(CsvReader, TheRecordLimitCountsBytesWithoutTheLineEnd) {
  const Limits limits{.record_bytes_max = 5};
  for (const std::size_t piece : {1u, 4u, 100u}) {
    EXPECT_EQ(read_table("a,b\n12,45\r\n1,2\n", piece, limits).failure, "");
    EXPECT_THAT(read_table("a,b\n12,456\n3,4\n", piece, limits).rows,
                ElementsAre(KeptRow{2, {}, "is longer than 5 bytes"}, KeptRow{3, {"3", "4"}, ""}));
    EXPECT_THAT(read_table("a,b\n1,\"xxxx", piece, limits).rows,
                ElementsAre(KeptRow{2, {}, "is longer than 5 bytes (is a quote left open?)"}));
  }
}

TEST(CsvReader, AQuoteLeftOpenCostsNoMoreThanTheLimit) {
  const Limits limits{.record_bytes_max = 10};
  for (const std::size_t piece : {1u, 4u, 100u}) {
    const auto table = read_table("a,b\n1,\"open\n2,3\r\n4,5\r\n6,7\n", piece, limits);
    EXPECT_THAT(table.rows,
                ElementsAre(KeptRow{2, {}, "is longer than 10 bytes (is a quote left open?)"},
                            KeptRow{4, {"4", "5"}, ""}, KeptRow{5, {"6", "7"}, ""}));
  }
}

TEST(CsvReader, AHugeRowIsRejectedAndTheOthersGoOn) {
  const auto table = read_table("a,b\n1,2\n" + std::string(3 << 20, 'x') + "\n3,4\n");

  EXPECT_EQ(table.failure, "");
  EXPECT_THAT(table.rows, ElementsAre(KeptRow{2, {"1", "2"}, ""},
                                      KeptRow{3, {}, "is longer than 1048576 bytes"},
                                      KeptRow{4, {"3", "4"}, ""}));
}

TEST(CsvReader, ARowOfTooManyFieldsIsRejectedAndAHeaderIsRefused) {
  const auto commas = [](std::size_t fields) { return std::string(fields - 1, ',') + "\n"; };

  EXPECT_EQ(read_table(commas(1'000)).failure, "");
  EXPECT_EQ(read_table(commas(1'001)).failure, "t.csv:1: a record has more than 1000 fields");
  for (const std::size_t fields : {1'001u, 1'002u, 5'000u}) {
    EXPECT_THAT(
        read_table("a,b\n" + commas(fields) + "1,2\n").rows,
        ElementsAre(KeptRow{2, {}, "has more than 1000 fields"}, KeptRow{3, {"1", "2"}, ""}));
  }
}

TEST(CsvReader, AFailureOfTheSourceIsReportedAgainAndAgain) {
  auto reader = Reader::open(
      file::limit(file::from_text("a,b\n" + std::string(200'000, '\n')), 100'000, "t.csv", "holds"),
      "t.csv");
  ASSERT_TRUE(reader) << reader.error();
  Row row;

  const auto first = reader->next(row);
  const auto second = reader->next(row);

  ASSERT_FALSE(first);
  EXPECT_THAT(first.error().message, HasSubstr("more than 100000 bytes"));
  ASSERT_FALSE(second);
  EXPECT_EQ(first.error(), second.error());
}

// Where the source cuts its pieces must not show.
RC_GTEST_PROP(CsvReaderProperty, PiecesAreIrrelevant, ()) {
  const auto text = *rc::gen::container<std::string>(
      rc::gen::elementOf(std::string("aab,,;\t\"\"\r\n\n\xC3\xA9")));
  const auto piece = *rc::gen::inRange<std::size_t>(1, 8);
  RC_ASSERT(read_table(text, piece) == read_table(text));
  const Limits tight{.record_bytes_max = *rc::gen::inRange<std::size_t>(1, 12), .fields_max = 3};
  RC_ASSERT(read_table(text, piece, tight) == read_table(text, 1 << 16, tight));
}

}  // namespace
}  // namespace gv::csv
