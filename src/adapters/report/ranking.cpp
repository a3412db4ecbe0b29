#include "adapters/report/ranking.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace gv::report {
namespace {

constexpr int kRivalStyles = 9;

using Note = std::pair<std::string_view, std::string_view>;
constexpr std::array<Note, 11> kNotes{{
    {"battle_hardened",
     "Our engine. Expects late sales, pauses an ad only on evidence and brings it back when the "
     "evidence turns."},
    {"oracle",
     "The yardstick. Knows how well every ad really sells, which nobody can know, and moves "
     "budgets under the same limits."},
    {"oracle_pausing", "The oracle, also allowed to pause ads: a stricter yardstick."},
    {"equal", "The same budget for every ad."},
    {"greedy", "Everything to the ad with the best return so far."},
    {"eps_greedy", "As greedy, with a fifth of the budget shared equally."},
    {"ucb1", "Favours a good return so far and ads tried little."},
    {"ts_immediate", "Weighs ads by the chance of being the best, blind to sales still to come."},
    {"rules",
     "What automation tools do today: pause at $50 without a sale or at $100 with a return below "
     "1; raise or cut by 20 % a day around the target."},
    {"rules100", "The same rules with $100 and $200."},
    {"legacy", "Clicks and return blended by age; pauses below a return of 0.5 after $200."},
}};

}  // namespace

std::vector<Contestant> ranked(const app::SimulationReport& report) {
  std::vector<Contestant> all;
  int rivals = 0;
  for (const auto& policy : report.policies) {
    Contestant one{.report = &policy};
    one.yardstick = one.name().starts_with("oracle");
    one.ours = one.name() == "battle_hardened";
    one.style = one.ours ? 0 : 1 + rivals++ % kRivalStyles;
    all.push_back(one);
  }
  std::ranges::stable_sort(
      all, {}, [](const Contestant& one) { return std::tuple(!one.yardstick, one.regret()); });
  return all;
}

std::string_view policy_note(std::string_view policy) {
  const auto note = std::ranges::find(kNotes, policy, &Note::first);
  return note == kNotes.end() ? std::string_view{} : note->second;
}

}  // namespace gv::report
