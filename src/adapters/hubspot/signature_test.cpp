#include "adapters/hubspot/signature.h"

#include <cstdlib>
#include <vector>

#include <boost/json/value.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/hash.h"
#include "base/rng.h"
#include "io/file/file.h"
#include "io/json/json.h"

namespace gv::hubspot {
namespace {

/// One delivery with storage of its own.
struct Vector {
  std::string secret;
  std::string method;
  std::string uri;
  std::string body;
  std::string timestamp;
  std::string signature;

  [[nodiscard]] SignedDelivery delivery() const {
    return {
        .method = method, .uri = uri, .body = body, .signature = signature, .timestamp = timestamp};
  }
  [[nodiscard]] TimePoint sent() const { return TimePoint(Millis(std::stoll(timestamp))); }
  [[nodiscard]] SignatureVerdict verdict_at(TimePoint now) const {
    const std::vector<std::string> secrets{secret};
    return verify(delivery(), secrets, now);
  }
};

/// scripts/golden/hubspot_signatures.py; the first four are 20 section 15 and 90 section 11.
std::vector<Vector> vectors() {
  const auto text = file::read(GV_SOURCE_DIR "/tests/data/hubspot/signatures.json", 1 << 20);
  const auto tree = json::parse(*text, "signatures.json");
  std::vector<Vector> all;
  for (const auto& one : tree->as_array()) {
    const auto& from = one.as_object();
    const auto field = [&](const char* name) { return std::string(from.at(name).as_string()); };
    all.push_back({field("secret"), field("method"), field("uri"), field("body"),
                   field("timestamp"), field("signature")});
  }
  return all;
}

Vector specified() { return vectors()[1]; }

TEST(SignatureV3, AgreesWithTheVectors) {
  const auto all = vectors();
  ASSERT_EQ(all.size(), 64u);
  EXPECT_EQ(all[0].signature, "rQEKkaNUiu+1qGF//O/pw4BCzstSqO1PyUnGICmf+7o=");
  for (const Vector& one : all) {
    EXPECT_EQ(signature_v3(one.secret, one.delivery()), one.signature) << one.uri;
    EXPECT_EQ(one.verdict_at(one.sent()), SignatureVerdict::Valid) << one.uri;
  }
}

TEST(SignatureV3, FiveMinutesEitherWay) {
  const Vector vector = specified();
  for (const auto& [age, verdict] : std::vector<std::pair<std::int64_t, SignatureVerdict>>{
           {300'000, SignatureVerdict::Valid},
           {300'001, SignatureVerdict::Stale},
           {-300'000, SignatureVerdict::Valid},
           {-300'001, SignatureVerdict::Stale}}) {
    EXPECT_EQ(vector.verdict_at(vector.sent() + Millis(age)), verdict) << age;
  }
}

TEST(SignatureV3, TimestampsAreDigits) {
  for (const auto* bad : {"", " 1733581801000", "1733581801000 ", "+1733581801000", "-1", "abc",
                          "1.7e12", "17335818010000000000000", "0x10"}) {
    Vector vector = specified();
    vector.timestamp = bad;
    EXPECT_EQ(vector.verdict_at(TimePoint(Millis(1733581801000))), SignatureVerdict::BadTimestamp)
        << bad;
  }
}

TEST(SignatureV3, SeveralSecretsHoldDuringRotation) {
  const Vector vector = specified();
  const std::vector<std::string> both{"new secret", vector.secret};
  const std::vector<std::string> later{"new secret"};
  EXPECT_EQ(verify(vector.delivery(), both, vector.sent()), SignatureVerdict::Valid);
  EXPECT_EQ(verify(vector.delivery(), later, vector.sent()), SignatureVerdict::Wrong);
  EXPECT_EQ(verify(vector.delivery(), {}, vector.sent()), SignatureVerdict::Wrong);
}

TEST(SignatureV3, AMissingOneIsNotReplacedByVersionOneUnlessAllowed) {
  Vector vector = specified();
  const std::vector<std::string> secrets{vector.secret};
  const std::string old = sha256_hex(vector.secret + vector.body);
  vector.signature.clear();
  SignedDelivery delivery = vector.delivery();
  EXPECT_EQ(verify(delivery, secrets, vector.sent()), SignatureVerdict::Missing);
  delivery.signature_v1 = old;
  EXPECT_EQ(verify(delivery, secrets, vector.sent()), SignatureVerdict::Missing);
  EXPECT_EQ(verify(delivery, secrets, vector.sent(), true), SignatureVerdict::Valid);
  delivery.body = "[]";
  EXPECT_EQ(verify(delivery, secrets, vector.sent(), true), SignatureVerdict::Wrong);
}

TEST(PublicUri, JoinsBaseAndTarget) {
  EXPECT_EQ(public_uri("https://a.example/", "/x?y"), "https://a.example/x?y");
  EXPECT_EQ(decoded_for_signature("a%2fb%40%20%2"), "a/b@%20%2");
}

/// How many, unless `make prove` asks for more.
int forgeries() {
  const char* const wanted = std::getenv("GV_FORGERIES");
  return wanted == nullptr ? 10'000 : std::atoi(wanted);
}

// Forged, altered and late deliveries: all refused.
TEST(SignatureV3, ForgeriesAreRefused) {
  const auto all = vectors();
  const int count = forgeries();
  Rng rng(1, 1);
  int refused = 0;
  for (int i = 0; i < count; ++i) {
    Vector forged = all[rng.below(all.size())];
    const TimePoint sent = forged.sent();
    std::string* const texts[] = {&forged.method, &forged.uri,       &forged.body,
                                  &forged.secret, &forged.timestamp, &forged.signature};
    std::string& text = *texts[rng.below(6)];
    TimePoint now = sent;
    if (i % 10 == 0) {  // replayed too late
      now = sent + Millis(300'001 + static_cast<std::int64_t>(rng.below(1'000'000'000)));
    } else if (text.empty()) {
      text = "x";
    } else {  // one bit of one byte
      const std::string before = decoded_for_signature(forged.uri);
      char& byte = text[rng.below(text.size())];
      byte = static_cast<char>(byte ^ (1 << rng.below(8)));
      // "%2f" and "%2F" are the same address.
      if (&text == &forged.uri && decoded_for_signature(text) == before) text += "x";
    }
    if (forged.verdict_at(now) != SignatureVerdict::Valid) ++refused;
  }
  EXPECT_EQ(refused, count);
}

// What HubSpot signs is accepted whatever stands in it, and by the same secret only.
RC_GTEST_PROP(SignatureProperty, OwnSignaturesAreAccepted,
              (const std::string& secret, const std::string& body, const std::string& query)) {
  Vector vector{secret, "POST", "https://a.example/x?" + query, body, "1733581801000", ""};
  vector.signature = signature_v3(secret, vector.delivery());
  RC_ASSERT(vector.verdict_at(vector.sent()) == SignatureVerdict::Valid);
  vector.secret += "x";
  RC_ASSERT(vector.verdict_at(vector.sent()) == SignatureVerdict::Wrong);
}

}  // namespace
}  // namespace gv::hubspot
