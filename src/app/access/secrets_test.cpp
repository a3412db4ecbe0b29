#include "app/access/secrets.h"

#include <gtest/gtest.h>

#include "app/access/roles.h"
#include "base/hash.h"

namespace gv::app {
namespace {

/// Bytes that differ from call to call, and are the same in every run.
RandomBytes counting() {
  return [next = std::uint8_t{0}]() mutable {
    std::array<std::uint8_t, 16> bytes{};
    for (auto& byte : bytes) byte = next = static_cast<std::uint8_t>(next * 5 + 251);
    return bytes;
  };
}

TEST(Secrets, AKeyHasItsForm) {
  const auto key = new_key(counting());

  EXPECT_EQ(key.text.size(), 3u + 8u + 1u + 43u);
  EXPECT_EQ(prefix_of(key.text), key.prefix);
  EXPECT_EQ(key.hash, sha256_bytes(key.text));
}

TEST(Secrets, WhatIsNoKeyHasNoPrefix) {
  EXPECT_FALSE(prefix_of(""));
  EXPECT_FALSE(prefix_of("gv_"));
  EXPECT_FALSE(prefix_of(std::string(55, 'a')));
  EXPECT_FALSE(prefix_of(new_key(counting()).text + "x"));
}

TEST(Secrets, TokensOfOneSourceDiffer) {
  const auto random = counting();

  EXPECT_NE(new_token(random), new_token(random));
}

TEST(Roles, GrowFromViewerToOwner) {
  const auto viewer = scopes_of_role("viewer");
  const auto analyst = scopes_of_role("analyst");
  const auto operator_ = scopes_of_role("operator");
  const auto admin = scopes_of_role("admin");

  EXPECT_EQ(*viewer, Scopes({Scope::Read}));
  EXPECT_EQ(*viewer & *analyst, *viewer);
  EXPECT_EQ(*analyst & *operator_, *analyst);
  EXPECT_EQ(*operator_ & *admin, *operator_);
  EXPECT_FALSE(operator_->has(Scope::Config));
  EXPECT_EQ(*scopes_of_role("owner"), Scopes::all());
  EXPECT_FALSE(scopes_of_role("king"));
}

TEST(Roles, ScopesReadBackFromTheStore) {
  const Scopes scopes{Scope::Read, Scope::Ingest};

  EXPECT_EQ(scopes_from_json(scopes_as_json(scopes)), scopes);
  EXPECT_EQ(scopes_from_json(R"(["read", "ingest", "of a later release"])"), scopes);
  EXPECT_EQ(scopes_from_json("[]"), Scopes());
}

}  // namespace
}  // namespace gv::app
