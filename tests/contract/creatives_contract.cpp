#include "contract/engines.h"

#include "adapters/store/assets.h"
#include "adapters/store/creatives.h"
#include "adapters/store/publications.h"

namespace gv::contract {
namespace {

using app::Transaction;
using namespace std::chrono_literals;

class CreativesContract : public Contract {
 protected:
  std::string video() {
    const auto id = new_id();
    const app::Asset asset{.id = id,
                           .original_name = "clip.mp4",
                           .size_bytes = 3,
                           .sha256 = std::string(64, 'a'),
                           .storage_key = "alpha/objects/aa/aa/a",
                           .facts = {.kind = "video", .mime = "video/mp4"}};
    EXPECT_TRUE(store_.write(alpha_, [&](Transaction& t) { return assets_.add(t, asset); }));
    return id;
  }
  app::Creative creative(const std::string& asset) {
    return {.id = new_id(),
            .asset_id = asset,
            .name = "Summer",
            .message = "Six \"weeks\".",
            .headline = "Начни",
            .link = "https://gym.example/?a=1&b={{ad.id}}",
            .call_to_action = "SIGN_UP",
            .youtube_video_id = "dQw4w9WgXcQ",
            .created_by = "user:u1"};
  }
  Result<void> add(const app::AccountScope& scope, const app::Creative& one) {
    return store_.write(scope, [&](Transaction& t) { return creatives_.add(t, one); });
  }
  std::optional<app::Creative> find(const app::AccountScope& scope, const std::string& id) {
    return *store_.read(scope, [&](Transaction& t) { return creatives_.find(t, id); });
  }
  std::vector<app::Creative> list(const app::CreativeFilter& filter) {
    return *store_.read(alpha_, [&](Transaction& t) { return creatives_.list(t, filter); });
  }
  bool approve(const app::AccountScope& scope, const std::string& id) {
    return *store_.write(scope,
                         [&](Transaction& t) { return creatives_.approve(t, id, "user:u2"); });
  }

  store::Assets assets_{};
  store::Creatives creatives_{};
  store::Publications publications_{};
};

TEST_P(CreativesContract, ACreativeComesBackAsItWas) {
  const auto one = creative(video());
  ASSERT_TRUE(add(alpha_, one));

  const auto found = find(alpha_, one.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->asset_id, one.asset_id);
  EXPECT_EQ(found->message, one.message);
  EXPECT_EQ(found->headline, one.headline);
  EXPECT_EQ(found->link, one.link);
  EXPECT_EQ(found->call_to_action, "SIGN_UP");
  EXPECT_EQ(found->youtube_video_id, "dQw4w9WgXcQ");
  EXPECT_EQ(found->status, app::CreativeStatus::Draft);
  EXPECT_EQ(found->created_at, clock_.now());
  EXPECT_FALSE(find(beta_, one.id));
}

TEST_P(CreativesContract, ApprovingHappensOnceAndToOnesOwn) {
  const auto one = creative(video());
  ASSERT_TRUE(add(alpha_, one));
  EXPECT_FALSE(approve(beta_, one.id));
  EXPECT_TRUE(approve(alpha_, one.id));
  EXPECT_FALSE(approve(alpha_, one.id));
  EXPECT_EQ(find(alpha_, one.id)->approved_by, "user:u2");
  EXPECT_EQ(find(alpha_, one.id)->approved_at, clock_.now());
  EXPECT_FALSE(approve(alpha_, new_id()));
}

TEST_P(CreativesContract, ListsGoFromNewToOld) {
  const auto asset = video();
  std::vector<std::string> ids;
  for (int i = 0; i < 3; ++i) {
    const auto one = creative(asset);
    ids.push_back(one.id);
    ASSERT_TRUE(add(alpha_, one));
    clock_.advance(1s);
  }
  const auto first = list({.limit = 2});
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].id, ids[2]);
  const auto rest = list({.before = app::CreativeCursor{first[1].created_at, first[1].id}});
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].id, ids[0]);
  approve(alpha_, ids[1]);
  EXPECT_EQ(list({.status = app::CreativeStatus::Approved}).at(0).id, ids[1]);
}

TEST_P(CreativesContract, AVideoMustBeThere) { EXPECT_FALSE(add(alpha_, creative(new_id()))); }

TEST_P(CreativesContract, APublicationIsWrittenOnce) {
  const auto one = creative(video());
  ASSERT_TRUE(add(alpha_, one));
  const app::Publication published{.id = new_id(),
                                   .creative_id = one.id,
                                   .platform = "meta",
                                   .name = "Summer 1",
                                   .daily_budget_minor = 50'00,
                                   .currency = "USD",
                                   .created_by = "user:u1"};
  const auto put = [&] {
    return *store_.write(alpha_, [&](Transaction& t) { return publications_.add(t, published); });
  };
  EXPECT_TRUE(put());
  EXPECT_FALSE(put());

  const auto found =
      *store_.read(alpha_, [&](Transaction& t) { return publications_.find(t, published.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->creative_id, one.id);
  EXPECT_EQ(found->daily_budget_minor, 50'00);
  EXPECT_EQ(found->created_at, clock_.now());
  const auto listed = [&](const app::AccountScope& scope,
                          const std::optional<app::PublicationCursor>& before) {
    return store_.read(scope, [&](Transaction& t) { return publications_.list(t, before, 10); })
        ->size();
  };
  EXPECT_EQ(listed(alpha_, {}), 1u);
  EXPECT_EQ(listed(alpha_, app::PublicationCursor{found->created_at, found->id}), 0u);
  EXPECT_EQ(listed(beta_, {}), 0u);
}

GV_ON_EACH_ENGINE(CreativesContract);

}  // namespace
}  // namespace gv::contract
