#include "contract/engines.h"

#include "adapters/store/analyses.h"
#include "adapters/store/assets.h"

namespace gv::contract {
namespace {

using app::Asset;
using app::AssetStatus;
using app::Transaction;
using namespace std::chrono_literals;

class AssetsContract : public Contract {
 protected:
  Asset some(const std::string& name, char digit) {
    return {.id = new_id(),
            .original_name = name,
            .size_bytes = 3'000'000'000,
            .sha256 = std::string(64, digit),
            .storage_key = "alpha/objects/" + std::string(64, digit),
            .facts = {.kind = "video",
                      .mime = "video/mp4",
                      .duration_ms = 30'000,
                      .width = 1080,
                      .height = 1920,
                      .fps_num = 30'000,
                      .fps_den = 1'001,
                      .video_codec = "h264"}};
  }
  app::AddedAsset add(const Asset& asset) {
    return *store_.write(alpha_, [&](Transaction& t) { return assets_.add(t, asset); });
  }
  std::optional<Asset> find(const app::AccountScope& scope, const std::string& id) {
    return *store_.read(scope, [&](Transaction& t) { return assets_.find(t, id); });
  }
  std::vector<std::string> names(const app::AssetFilter& filter) {
    const auto assets =
        *store_.read(alpha_, [&](Transaction& t) { return assets_.list(t, filter); });
    std::vector<std::string> names;
    for (const auto& asset : assets) names.push_back(asset.original_name);
    return names;
  }
  std::optional<Asset> remove(const app::AccountScope& scope, const std::string& id) {
    return *store_.write(scope, [&](Transaction& t) { return assets_.remove(t, id); });
  }
  bool hold_deleted(const std::string& id) {
    return *store_.write(alpha_, [&](Transaction& t) { return assets_.hold_deleted(t, id); });
  }

  store::Assets assets_{};
  store::Analyses analyses_{};
};

TEST_P(AssetsContract, AFileComesBackAsItWas) {
  const auto id = add(some("ad '50%'.mp4", 'a')).id;

  const auto asset = find(alpha_, id);

  ASSERT_TRUE(asset);
  EXPECT_EQ(asset->original_name, "ad '50%'.mp4");
  EXPECT_EQ(asset->size_bytes, 3'000'000'000);
  EXPECT_EQ(asset->sha256, std::string(64, 'a'));
  EXPECT_EQ(asset->facts.fps_den, 1'001);
  EXPECT_EQ(asset->facts.audio_codec, std::nullopt);
  EXPECT_EQ(asset->created_at, clock_.now());
}

TEST_P(AssetsContract, AnotherAccountSeesNothingOfIt) {
  const auto id = add(some("ad.mp4", 'a')).id;

  EXPECT_FALSE(find(beta_, id));
  EXPECT_FALSE(remove(beta_, id));
  EXPECT_TRUE(find(alpha_, id));
  EXPECT_FALSE(*store_.read(
      beta_, [&](Transaction& t) { return assets_.is_stored(t, std::string(64, 'a')); }));
}

TEST_P(AssetsContract, TheSameBytesAreOneAsset) {
  const auto first = add(some("ad.mp4", 'a'));
  const auto again = add(some("copy.mp4", 'a'));
  const auto other = add(some("other.mp4", 'b'));

  EXPECT_FALSE(first.duplicate);
  EXPECT_TRUE(again.duplicate);
  EXPECT_EQ(again.id, first.id);
  EXPECT_NE(other.id, first.id);
  EXPECT_EQ(find(alpha_, first.id)->original_name, "ad.mp4");
  EXPECT_EQ(names({}).size(), 2u);
}

TEST_P(AssetsContract, WhatWasRejectedIsLookedAtAgain) {
  auto broken = some("ad.mp4", 'a');
  broken.status = AssetStatus::Rejected;
  broken.error = "is a text";
  broken.storage_key.clear();
  const auto id = add(broken).id;

  const auto again = add(some("ad.mp4", 'a'));

  EXPECT_FALSE(again.duplicate);
  EXPECT_EQ(again.id, id);
  EXPECT_EQ(find(alpha_, id)->status, AssetStatus::Ready);
  EXPECT_EQ(find(alpha_, id)->error, std::nullopt);
}

TEST_P(AssetsContract, WhatWasDeletedIsGoneUntilItComesAgain) {
  const auto asset = some("ad.mp4", 'a');
  add(asset);

  EXPECT_EQ(remove(alpha_, asset.id)->storage_key, asset.storage_key);

  EXPECT_FALSE(find(alpha_, asset.id));
  EXPECT_FALSE(remove(alpha_, asset.id));
  EXPECT_TRUE(names({}).empty());
  EXPECT_TRUE(hold_deleted(asset.id));
  EXPECT_EQ(add(some("back.mp4", 'a')).id, asset.id);
  EXPECT_FALSE(hold_deleted(asset.id));
  EXPECT_EQ(names({}), std::vector<std::string>{"back.mp4"});
}

TEST_P(AssetsContract, BytesAreWantedWhileTheirAssetIs) {
  const auto asset = some("ad.mp4", 'a');
  add(asset);
  const auto is_stored = [&] {
    return *store_.read(alpha_, [&](Transaction& t) { return assets_.is_stored(t, asset.sha256); });
  };

  EXPECT_TRUE(is_stored());
  remove(alpha_, asset.id);
  EXPECT_FALSE(is_stored());
}

TEST_P(AssetsContract, NamesAreFoundAsTheyAreWritten) {
  add(some("Sale 50% off.mp4", 'a'));
  add(some("sale_500.mp4", 'b'));
  add(some("other!.mp4", 'c'));

  EXPECT_EQ(names({.name_part = "SALE"}).size(), 2u);
  EXPECT_EQ(names({.name_part = "50%"}), std::vector<std::string>{"Sale 50% off.mp4"});
  EXPECT_EQ(names({.name_part = "e_5"}), std::vector<std::string>{"sale_500.mp4"});
  EXPECT_EQ(names({.name_part = "r!"}), std::vector<std::string>{"other!.mp4"});
  EXPECT_EQ(names({.status = AssetStatus::Rejected}).size(), 0u);
  EXPECT_EQ(names({.kind = "video"}).size(), 3u);
  EXPECT_EQ(*store_.read(alpha_, [&](Transaction& t) { return assets_.count(t, {}); }), 3);
}

TEST_P(AssetsContract, PagesGoFromNewToOld) {
  add(some("1", 'a'));
  add(some("2", 'b'));
  clock_.advance(1s);
  add(some("3", 'c'));

  const auto first =
      *store_.read(alpha_, [&](Transaction& t) { return assets_.list(t, {.limit = 2}); });
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].original_name, "3");
  EXPECT_EQ(names({.before = {{first[1].created_at, first[1].id}}}), std::vector<std::string>{"1"});
}

TEST_P(AssetsContract, AnAnalysisIsOneForWhatItDependsOn) {
  const auto asset = some("ad.mp4", 'a');
  add(asset);
  const app::AnalysisKey key{asset.id, "video", "1", "abc"};
  const auto put = [&](app::Analysis analysis) {
    ASSERT_TRUE(store_.write(alpha_, [&](Transaction& t) { return analyses_.put(t, analysis); }));
  };
  const auto latest = [&] {
    return *store_.read(alpha_, [&](Transaction& t) { return analyses_.latest(t, asset.id); });
  };

  put({.key = key, .job_id = "j"});
  EXPECT_FALSE(latest());
  EXPECT_EQ((*store_.read(alpha_, [&](Transaction& t) { return analyses_.find(t, key); }))->job_id,
            "j");
  put({.key = key, .status = app::AnalysisStatus::Complete, .artifact_key = "k", .work_ms = 7});
  clock_.advance(1s);
  put({.key = {asset.id, "video", "1", "def"}, .status = app::AnalysisStatus::Partial});

  EXPECT_EQ(latest()->key.params_hash, "def");
  const auto first = *store_.read(alpha_, [&](Transaction& t) { return analyses_.find(t, key); });
  ASSERT_TRUE(first);
  EXPECT_EQ(first->status, app::AnalysisStatus::Complete);
  EXPECT_EQ(first->artifact_key, "k");
  EXPECT_EQ(first->work_ms, 7);
  EXPECT_FALSE(*store_.read(beta_, [&](Transaction& t) { return analyses_.find(t, key); }));
}

TEST_P(AssetsContract, ClipsAreReplacedAndGoWithTheirAsset) {
  const auto asset = some("ad.mp4", 'a');
  add(asset);
  const auto put = [&](const std::vector<app::Clip>& clips) {
    ASSERT_TRUE(store_.write(
        alpha_, [&](Transaction& t) { return analyses_.replace_clips(t, asset.id, clips); }));
  };
  const auto clips = [&](bool by_rank) {
    return *store_.read(alpha_,
                        [&](Transaction& t) { return analyses_.clips(t, asset.id, by_rank); });
  };

  put({{.id = new_id(), .start_ms = 9, .end_ms = 10, .rank = 1}});
  put({{.id = new_id(), .start_ms = 0, .end_ms = 4'000, .rank = 2, .score = 0.5},
       {.id = new_id(), .start_ms = 4'000, .end_ms = 9'000, .rank = 1, .thumb_key = "t"}});

  ASSERT_EQ(clips(true).size(), 2u);
  EXPECT_EQ(clips(true)[0].start_ms, 4'000);
  EXPECT_EQ(clips(true)[0].thumb_key, "t");
  EXPECT_EQ(clips(false)[0].score, 0.5);
  remove(alpha_, asset.id);
  EXPECT_TRUE(clips(true).empty());
}

GV_ON_EACH_ENGINE(AssetsContract);

}  // namespace
}  // namespace gv::contract
