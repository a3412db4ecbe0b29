#include <string>

#include <gtest/gtest.h>

#include "adapters/api/testing.h"

namespace gv::api {
namespace {

using Field = std::pair<std::string, std::string>;

class UploadRoutes : public ::testing::Test {
 protected:
  /// Begins an upload; its path.
  std::string begin(std::string length = "10") {
    const auto response = bench.ask("POST", "/api/v1/uploads", {},
                                    {{"Tus-Resumable", "1.0.0"},
                                     {"Upload-Length", std::move(length)},
                                     {"Upload-Metadata", "filename YWQubXA0"}});
    EXPECT_EQ(response.status, 201) << http::whole_body(response);
    return std::string(response.headers.value("Location"));
  }
  http::Response send(const std::string& path, std::string_view bytes, std::string offset,
                      Field more = {"X", "y"}) {
    return bench.ask("PATCH", path, bytes,
                     {{"Tus-Resumable", "1.0.0"},
                      {"Content-Type", "application/offset+octet-stream"},
                      {"Upload-Offset", std::move(offset)},
                      std::move(more)});
  }
  std::string offset_of(const std::string& path) {
    return std::string(bench.ask("HEAD", path).headers.value("Upload-Offset"));
  }

  testing::Bench bench;
};

TEST_F(UploadRoutes, TheServerSaysWhatItKnows) {
  const auto response = bench.ask("OPTIONS", "/api/v1/uploads", {}, {{"Authorization", ""}});

  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.headers.value("Tus-Version"), "1.0.0");
  EXPECT_EQ(response.headers.value("Tus-Max-Size"), "4294967296");
  EXPECT_EQ(response.headers.value("Tus-Extension"), "creation,termination,expiration,checksum");
}

TEST_F(UploadRoutes, PiecesBecomeAnAsset) {
  const auto path = begin();

  const auto first = send(path, "video", "0");
  EXPECT_EQ(first.status, 204) << http::whole_body(first);
  EXPECT_EQ(first.headers.value("Upload-Offset"), "5");
  EXPECT_EQ(first.headers.find("X-Asset-Id"), std::nullopt);
  EXPECT_EQ(offset_of(path), "5");
  const auto last = send(path, " ends", "5");
  EXPECT_EQ(last.status, 204) << http::whole_body(last);

  const std::string asset(last.headers.value("X-Asset-Id"));
  EXPECT_EQ(bench.json("GET", "/assets/" + asset).at("name"), "ad.mp4");
  EXPECT_EQ(bench.json("GET", path).at("asset_id"), asset.c_str());
  EXPECT_EQ(bench.ask("HEAD", path).headers.value("Upload-Length"), "10");
  EXPECT_EQ(send(path, "x", "10").status, 409) << "it is whole";
}

TEST_F(UploadRoutes, APieceThatIsNotTheNextIsRefused) {
  const auto path = begin();
  send(path, "video", "0");

  EXPECT_EQ(send(path, "video", "0").status, 409);
  EXPECT_EQ(send(path, "video", "6").status, 409);
  EXPECT_EQ(send(path, "far too long", "5").status, 413);
  EXPECT_EQ(send(path, "x", "-1").status, 422);
  EXPECT_EQ(offset_of(path), "5");
}

TEST_F(UploadRoutes, APieceHasToHaveItsChecksum) {
  const auto path = begin("11");
  const Field right{"Upload-Checksum", "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0="};  // "hello world"

  EXPECT_EQ(send(path, "hello earth", "0", right).status, 460);
  EXPECT_EQ(offset_of(path), "0");
  EXPECT_EQ(send(path, "hello world", "0", {"Upload-Checksum", "md5 YQ=="}).status, 422);
  EXPECT_EQ(send(path, "hello world", "0", right).status, 204);
}

TEST_F(UploadRoutes, LengthsThatCannotBeAreRefused) {
  const auto status = [&](std::string length, std::string version = "1.0.0") {
    return bench
        .ask("POST", "/api/v1/uploads", {},
             {{"Tus-Resumable", std::move(version)}, {"Upload-Length", std::move(length)}})
        .status;
  };

  EXPECT_EQ(status("0"), 422);
  EXPECT_EQ(status("x"), 422);
  EXPECT_EQ(status("4294967297"), 413);
  EXPECT_EQ(status("10", "0.2.2"), 412);
}

TEST_F(UploadRoutes, AnotherAccountCannotReachIt) {
  const auto path = begin();
  const auto status = [&](std::string_view method) {
    return bench
        .ask(method, path, {},
             {{"Authorization", "Bearer all-of-both"},
              {"X-Account-Id", "shop"},
              {"Tus-Resumable", "1.0.0"},
              {"Content-Type", "application/offset+octet-stream"},
              {"Upload-Offset", "0"}})
        .status;
  };

  EXPECT_EQ(status("HEAD"), 404);
  EXPECT_EQ(status("PATCH"), 404);
  EXPECT_EQ(status("DELETE"), 404);
}

TEST_F(UploadRoutes, AnUploadIsGivenUpOrExpires) {
  const auto path = begin();
  EXPECT_EQ(bench.ask("DELETE", path, {}, {{"Tus-Resumable", "1.0.0"}}).status, 204);
  EXPECT_EQ(bench.ask("HEAD", path).status, 404);
  EXPECT_EQ(send(path, "video", "0").status, 404);

  const auto other = begin();
  bench.clock.at += Hours(24);
  EXPECT_EQ(bench.ask("HEAD", other).status, 410);
  EXPECT_EQ(send(other, "video", "0").status, 410);
}

}  // namespace
}  // namespace gv::api
