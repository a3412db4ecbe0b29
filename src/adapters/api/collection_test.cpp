#include "adapters/api/collection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/api/endpoint.h"
#include "adapters/api/testing.h"

namespace gv::api {

struct Letter {
  std::string text;
  Amount price;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (text, price))

struct ListLetters : PageRequest {
  std::optional<std::string> from;
};
BOOST_DESCRIBE_STRUCT(ListLetters, (PageRequest), (from))

/// "=a", "b", "c", "d", "e".
struct Letters {
  static constexpr RouteInfo kRoute{
      .path = "/api/v1/letters", .scope = app::Scope::Read, .summary = "Letters"};
  Result<Collection<Letter>> operator()(const Context&, const ListLetters& request) const {
    char letter = request.from.value_or("a").front();
    if (request.cursor) {
      GV_TRY(const auto keys, keys_of(*request.cursor, 1));
      letter = static_cast<char>(keys[0].front() + 1);
    }
    Collection<Letter> page;
    const std::size_t rows = std::min<std::size_t>(request.rows_max(), 2);
    for (; letter <= 'e' && page.items.size() < rows; ++letter) {
      page.items.push_back({letter == 'a' ? "=a" : std::string(1, letter), {letter * 10}});
    }
    if (letter <= 'e')
      page.next_cursor = cursor_of({std::string(1, static_cast<char>(letter - 1))});
    return page;
  }
};

namespace {

class Lists : public ::testing::Test {
 protected:
  Lists() { add(bench.api, Letters{}); }
  std::string all(std::string_view accept) {
    auto response =
        bench.ask("GET", "/api/v1/letters?from=a", {}, {{"Accept", std::string(accept)}});
    auto& source = std::get<std::unique_ptr<http::BodySource>>(response.body);
    std::string text;
    for (bool more = true; more;) {
      std::string piece;
      const auto next = source->next(piece);
      EXPECT_TRUE(next) << next.error();
      more = next.value_or(false);
      text += piece;
    }
    return text;
  }
  testing::Bench bench;
};

TEST_F(Lists, PagesLeadToTheNextOne) {
  const auto first = bench.ask("GET", "/api/v1/letters?limit=2&from=b");
  const std::string link(first.headers.value("Link"));
  ASSERT_THAT(link, ::testing::HasSubstr("</api/v1/letters?limit=2&from=b&cursor="));
  const auto next = bench.json("GET", link.substr(1, link.find('>') - 1));
  EXPECT_EQ(next.at("items").at(0).at("text"), "d");
  EXPECT_TRUE(next.at("next_cursor").is_null());
}

TEST_F(Lists, LimitsAndCursorsAreChecked) {
  EXPECT_EQ(bench.ask("GET", "/api/v1/letters?limit=0").status, 422);
  EXPECT_EQ(bench.ask("GET", "/api/v1/letters?limit=201").status, 422);
  EXPECT_EQ(bench.ask("GET", "/api/v1/letters?limit=x").status, 422);
  EXPECT_EQ(bench.ask("GET", "/api/v1/letters?offset=1").status, 422);
  EXPECT_EQ(bench.ask("GET", "/api/v1/letters?cursor=***").status, 422);
  EXPECT_EQ(bench.ask("GET", "/api/v1/letters?cursor=" + cursor_of({"a", "b"})).status, 422);
}

TEST_F(Lists, AllRowsComeAsCsv) {
  EXPECT_EQ(all("text/csv"), "text,price\r\n'=a,9.7\r\nb,9.8\r\nc,9.9\r\nd,10\r\ne,10.1\r\n");
}

TEST_F(Lists, AllRowsComeAsLinesOfJson) {
  const auto text = all("application/x-ndjson");
  EXPECT_TRUE(text.starts_with(
      "{\"text\":\"=a\",\"price\":{\"amount_minor\":970,\"currency\":\"AED\"}}\n"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 5);
}

TEST(Cursors, GiveBackTheirKeys) {
  const auto keys = keys_of(cursor_of({"2025-01-31", "a/b\"\xC3\xA9"}), 2);
  ASSERT_TRUE(keys) << keys.error();
  EXPECT_THAT(*keys, ::testing::ElementsAre("2025-01-31", "a/b\"\xC3\xA9"));
}

}  // namespace
}  // namespace gv::api
