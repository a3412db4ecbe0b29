#include "app/publish/creative_desk.h"

#include <gtest/gtest.h>

namespace gv::app {
namespace {

TEST(CreativeRules, AClickLeadsToAnHttpsPage) {
  EXPECT_TRUE(is_landing_page("https://gym.example"));
  EXPECT_TRUE(is_landing_page("https://gym.example:8443/offer?utm_content={{ad.id}}#top"));
  for (const auto* link :
       {"", "https://", "http://gym.example", "https:///offer", "https://.example",
        "https://gym .example", "https://gym.example/a b", "https://user@gym.example",
        "HTTPS://gym.example", "https://gym.example/\"x", "javascript:alert(1)"}) {
    EXPECT_FALSE(is_landing_page(link)) << link;
  }
  EXPECT_FALSE(is_landing_page("https://gym.example/" + std::string(2'000, 'a')));
}

TEST(CreativeRules, AVideoOfYoutubeHasElevenCharacters) {
  EXPECT_TRUE(is_youtube_video_id("dQw4w9WgXcQ"));
  EXPECT_TRUE(is_youtube_video_id("-_-_-_-_-_-"));
  for (const auto* id : {"", "dQw4w9WgXc", "dQw4w9WgXcQ1", "dQw4w9WgXc=", "dQw4w9WgX Q"}) {
    EXPECT_FALSE(is_youtube_video_id(id)) << id;
  }
}

TEST(CreativeRules, ButtonsAreThoseOfThePlatform) {
  EXPECT_TRUE(is_call_to_action("LEARN_MORE"));
  EXPECT_FALSE(is_call_to_action("learn_more"));
  EXPECT_FALSE(is_call_to_action("CLICK_HERE"));
  EXPECT_NE(call_to_action_names().find("SHOP_NOW"), std::string::npos);
}

}  // namespace
}  // namespace gv::app
