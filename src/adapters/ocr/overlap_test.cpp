#include "adapters/ocr/overlap.h"

#include <gtest/gtest.h>

namespace gv::ocr {
namespace {

app::TextReading reading(std::string text, double conf, vision::Box box) {
  return {.text = std::move(text), .conf = conf, .box = box};
}

std::vector<std::string> texts(const std::vector<app::TextReading>& readings) {
  std::vector<std::string> out;
  for (const auto& one : readings) out.push_back(one.text);
  return out;
}

TEST(Overlap, ALineBeatsAPartOfIt) {
  const auto kept =
      without_overlaps({reading("save twenty", 96, {0.5, 0.8, 0.2, 0.05}),
                        reading("Order now and save twenty", 95, {0.1, 0.8, 0.6, 0.05}),
                        reading("Elsewhere", 80, {0.1, 0.2, 0.3, 0.05})});
  EXPECT_EQ(texts(kept), (std::vector<std::string>{"Order now and save twenty", "Elsewhere"}));
}

TEST(Overlap, PartsReadWellBeatALineReadBadly) {
  const auto kept = without_overlaps({reading("Fresh th nineky saconcs", 70, {0.1, 0.8, 0.6, 0.05}),
                                      reading("Fresh coffee", 96, {0.1, 0.8, 0.3, 0.05}),
                                      reading("in ninety", 96, {0.42, 0.8, 0.2, 0.05})});
  EXPECT_EQ(texts(kept), (std::vector<std::string>{"Fresh coffee", "in ninety"}));
}

TEST(Overlap, NeighboursStay) {
  const auto kept = without_overlaps(
      {reading("Before", 90, {0.1, 0.8, 0.2, 0.05}), reading("After", 90, {0.28, 0.8, 0.2, 0.05})});
  EXPECT_EQ(kept.size(), 2u);
}

TEST(Overlap, EdgesOutsideTheWordsAreNotExplained) {
  Image gradient(40, 10, 1);
  for (const int x : {5, 6, 7, 30}) gradient.row(5)[x] = 200;

  const Region region{2, 2, 36, 6};

  EXPECT_DOUBLE_EQ(edges_explained(gradient, region, 60, {{"a", 90, {4, 3, 5, 4}}}), 0.75);
  EXPECT_DOUBLE_EQ(edges_explained(gradient, region, 60, {}), 0.0);
  EXPECT_DOUBLE_EQ(edges_explained(gradient, {10, 2, 10, 6}, 60, {}), 1.0);
}

}  // namespace
}  // namespace gv::ocr
