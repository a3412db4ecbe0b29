#include "report.h"

#include "peers.h"

#include <gtest/gtest.h>

namespace gv::gvtest {
namespace {

Measure measure(double ours) { return {.name = "cuts", .floor = 0.9, .goal = 0.95, .ours = ours}; }

Verdict judged(Measure one) {
  judge(one);
  return one.verdict;
}

TEST(Report, TheGoalMayAskForTheBestPeerAsWell) {
  Measure one = measure(0.96);
  one.peer = 0.97;
  EXPECT_EQ(judged(one), Verdict::Goal);
  one.peer_is_goal = true;
  EXPECT_EQ(judged(one), Verdict::Floor);
  one.ours = 0.97;
  EXPECT_EQ(judged(one), Verdict::Goal);
  one.ours = 0.89;
  EXPECT_EQ(judged(one), Verdict::Failed);
}

TEST(Report, ThePeersColumnShowsTheBest) {
  Measure cuts = measure(0.96);
  Measure bias{.name = "bias", .ours = 1.0, .higher_is_better = false};
  std::vector<Measure> rows{cuts, bias, {.name = "other", .ours = 1.0}};
  const Peers peers{.sets = {},
                    .measures = {{"cuts", {{"a 1.0", 0.8}, {"b 2.1", 0.9}}},
                                 {"bias", {{"a 1.0", 4.0}, {"b 2.1", 2.0}}}}};

  show_peers(peers, rows);

  EXPECT_EQ(rows[0].peer_name, "b 2.1");
  EXPECT_EQ(rows[0].peer, 0.9);
  EXPECT_EQ(rows[0].peers.size(), 2U);
  EXPECT_EQ(rows[1].peer, 2.0);
  EXPECT_FALSE(rows[2].peer);
}

TEST(Report, PeersThatSawOtherClipsAreToldByTheirTruth) {
  EXPECT_FALSE(saw_clips({}, "G1", "/nonexistent"));
  EXPECT_FALSE(saw_clips({.sets = {{"G1", "00"}}, .measures = {}}, "G1", GV_SOURCE_DIR));
}

TEST(Report, TheRecordedPeersAreReadable) {
  const auto peers = read_peers(std::string(GV_SOURCE_DIR) + "/eval/peers.json");
  ASSERT_TRUE(peers) << peers.error();
  EXPECT_TRUE(peers->measures.contains("hard cuts F1 +-1 frame, G1"));
  EXPECT_FALSE(read_peers("/nonexistent"));
}

}  // namespace
}  // namespace gv::gvtest
