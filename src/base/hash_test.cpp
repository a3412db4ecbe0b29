#include "base/hash.h"

#include <gtest/gtest.h>

namespace gv {
namespace {

TEST(Hash, Sha256MatchesFips180) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("CREATE TABLE t(a TEXT);\n"),
            "bd7d1108ae8bdda0b0296cd764add15b9bcf62c4c819deed3a5fe28c54c5eb49");
}

TEST(Hash, Sha256OfPiecesIsThatOfTheWhole) {
  Sha256 pieces;
  EXPECT_EQ(pieces.hex(), sha256_hex(""));
  pieces.add("CREATE TABLE ");
  Sha256 other = pieces;
  pieces.add("t(a TEXT);\n");
  other.add("u");
  EXPECT_EQ(pieces.hex(), sha256_hex("CREATE TABLE t(a TEXT);\n"));
  EXPECT_EQ(other.hex(), sha256_hex("CREATE TABLE u"));
}

TEST(Hash, KeyOfSeparatesItsParts) { EXPECT_NE(key_of({"ab", "c"}), key_of({"a", "bc"})); }

TEST(Hash, UuidCarriesVersionFiveAndDependsOnTheNameAlone) {
  const auto one = uuid_v5("acc|cycle|unit");
  EXPECT_EQ(one.size(), 36u);
  EXPECT_EQ(one[14], '5');
  EXPECT_EQ(one, uuid_v5("acc|cycle|unit"));
  EXPECT_NE(one, uuid_v5("acc|cycle|unit2"));
}

TEST(Hash, UuidOfVersionSevenIsThatOfTheStandard) {
  const TimePoint at{Millis{0x017F22E279B0}};

  // golden: RFC 9562, appendix A.6
  EXPECT_EQ(uuid_v7(at, 0xCC3, 0x18C4DC0C0C07398F), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

}  // namespace
}  // namespace gv
