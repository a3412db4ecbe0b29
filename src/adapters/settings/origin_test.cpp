#include "adapters/settings/origin.h"

#include <gtest/gtest.h>

namespace gv::settings {
namespace {

TEST(Origin, IsWhatABrowserSends) {
  for (const auto* good :
       {"https://gym.example", "http://localhost:5173", "https://a-b.example:8443",
        "http://127.0.0.1:3000", "http://[::1]:8080", "https://[2001:db8::1]"}) {
    EXPECT_TRUE(is_origin(good)) << good;
  }
}

TEST(Origin, IsNotAnAddressOfAPage) {
  for (const auto* bad : {"",
                          "*",
                          "null",
                          "gym.example",
                          "https://",
                          "https://gym.example/",
                          "https://gym.example/a",
                          "https://Gym.example",
                          "https://*.example",
                          "https://gym.example:443",
                          "http://gym.example:80",
                          "https://gym.example:",
                          "https://gym.example:0443",
                          "https://gym.example:65536",
                          "https://u@gym.example",
                          "ftp://gym.example",
                          "https://gym.example?x",
                          "https://[::1",
                          "https://gym.exa mple",
                          "https://a\nb"}) {
    EXPECT_FALSE(is_origin(bad)) << bad;
  }
  EXPECT_FALSE(is_origin("https://" + std::string(300, 'a')));
}

}  // namespace
}  // namespace gv::settings
