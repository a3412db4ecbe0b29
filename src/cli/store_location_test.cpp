#include "cli/store_location.h"

#include <gtest/gtest.h>

namespace gv::cli {
namespace {

TEST(StoreLocation, ReadsTheThreeForms) {
  EXPECT_EQ(parse_location("--db", "sqlite:///data/gv.db")->path, "/data/gv.db");
  EXPECT_EQ(parse_location("--db", "sqlite:gv.db")->path, "gv.db");
  EXPECT_EQ(parse_location("--db", "sqlite:/data/gv.db")->path, "/data/gv.db");
  const auto server = parse_location("--db", "postgres://gv@db.example/gv");
  EXPECT_EQ(server->engine, sql::Engine::Postgres);
  EXPECT_EQ(server->url, "postgres://gv@db.example/gv");
}

TEST(StoreLocation, RefusesOthersWithoutRepeatingThem) {
  for (const std::string text :
       {"", "gv.db", "sqlite:", "sqlite://host/gv.db", "mysql://u:secret@h/d"}) {
    const auto location = parse_location("--from", text);
    ASSERT_FALSE(location) << text;
    EXPECT_EQ(location.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(location.error().where, "--from");
    EXPECT_EQ(to_string(location.error()).find("secret"), std::string::npos);
  }
}

TEST(StoreLocation, IsSpokenWithoutItsPassword) {
  EXPECT_EQ(parse_location("--db", "postgres://gv:secret@h:5432/d")->spoken(),
            "postgres://gv@h:5432/d");
  EXPECT_EQ(parse_location("--db", "postgres://h:5432/d")->spoken(), "postgres://h:5432/d");
  EXPECT_EQ(parse_location("--db", "sqlite:gv.db")->spoken(), "gv.db");
}

TEST(StoreLocation, TheFolderIsThatOfTheOption) {
  EXPECT_EQ(location_of({.data_dir = "/srv/gv"})->path, "/srv/gv/geminivideo.db");
  EXPECT_EQ(location_of({.data_dir = "/srv/gv", .db = "sqlite:a.db"})->path, "a.db");
}

}  // namespace
}  // namespace gv::cli
