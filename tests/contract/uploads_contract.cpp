#include "contract/engines.h"

#include "adapters/store/uploads.h"

namespace gv::contract {
namespace {

using app::Transaction;
using app::Upload;
using namespace std::chrono_literals;

class UploadsContract : public Contract {
 protected:
  Upload begin(std::int64_t length = 100) {
    const Upload upload{.id = new_id(),
                        .length = length,
                        .name = "a \"b\".mp4",
                        .metadata = "filename YS5tcDQ=",
                        .created_by = "k1",
                        .expires_at = clock_.now() + 24h};
    EXPECT_TRUE(store_.write(alpha_, [&](Transaction& t) { return uploads_.add(t, upload); }));
    return upload;
  }
  std::optional<Upload> find(const app::AccountScope& scope, const std::string& id) {
    return *store_.read(scope, [&](Transaction& t) { return uploads_.find(t, id); });
  }
  bool advance(const std::string& id, std::int64_t from, std::int64_t to) {
    return *store_.write(alpha_, [&](Transaction& t) { return uploads_.advance(t, id, from, to); });
  }

  store::Uploads uploads_{};
};

TEST_P(UploadsContract, AnUploadComesBackAsItWas) {
  const auto begun = begin();

  const auto upload = find(alpha_, begun.id);

  ASSERT_TRUE(upload);
  EXPECT_EQ(upload->length, 100);
  EXPECT_EQ(upload->offset, 0);
  EXPECT_EQ(upload->name, begun.name);
  EXPECT_EQ(upload->metadata, begun.metadata);
  EXPECT_EQ(upload->asset_id, std::nullopt);
  EXPECT_EQ(upload->expires_at, begun.expires_at);
  EXPECT_FALSE(find(beta_, begun.id));
}

TEST_P(UploadsContract, TheOffsetMovesOnFromWhereItIs) {
  const auto id = begin().id;

  EXPECT_TRUE(advance(id, 0, 60));
  EXPECT_FALSE(advance(id, 0, 40));
  EXPECT_EQ(find(alpha_, id)->offset, 60);
}

TEST_P(UploadsContract, WhatBecameOfItIsKept) {
  const auto upload = begin();
  advance(upload.id, 0, 60);
  const auto finish = [&](std::int64_t from) {
    return *store_.write(
        alpha_, [&](Transaction& t) { return uploads_.finish(t, upload, from, "the asset"); });
  };

  EXPECT_FALSE(finish(0));
  EXPECT_TRUE(finish(60));
  EXPECT_EQ(find(alpha_, upload.id)->offset, 100);
  EXPECT_EQ(find(alpha_, upload.id)->asset_id, "the asset");
  EXPECT_EQ(find(alpha_, upload.id)->name, upload.name);
}

TEST_P(UploadsContract, ExpiredOnesAreRemoved) {
  const auto old = begin().id;
  clock_.advance(23h);
  const auto young = begin().id;
  const auto remove_expired = [&] {
    return *store_.write(alpha_, [&](Transaction& t) { return uploads_.remove_expired(t, 10); });
  };

  EXPECT_TRUE(remove_expired().empty());
  clock_.advance(1h);
  EXPECT_EQ(remove_expired(), std::vector{old});
  EXPECT_TRUE(find(alpha_, young));
  EXPECT_TRUE(*store_.write(alpha_, [&](Transaction& t) { return uploads_.remove(t, young); }));
  EXPECT_FALSE(*store_.write(alpha_, [&](Transaction& t) { return uploads_.remove(t, young); }));
}

GV_ON_EACH_ENGINE(UploadsContract);

}  // namespace
}  // namespace gv::contract
