#include "app/rebuild.h"

#include <utility>

#include "app/project_ads.h"
#include "app/project_experiments.h"

namespace gv::app {
namespace {

constexpr int kEventsAtOnce = 1'000;
constexpr int kRowsAtOnce = 500;

Result<void> fold(const LearningEvent& event, Projections& out) {
  ++out.events;
  if (const auto* observed = std::get_if<AdObserved>(&event.fact)) {
    std::optional<StoredAdState> before;
    if (const auto known = out.ads.find(observed->ad_id); known != out.ads.end()) {
      before = known->second;
    }
    GV_TRY(out.ads[observed->ad_id], state_after(before, *observed, event.seq, event.recorded_at));
    return {};
  }
  const auto id = experiment_of(event.fact);
  std::optional<StoredExperiment> before;
  if (auto known = out.experiments.find(id); known != out.experiments.end()) {
    before = std::move(known->second);
  }
  GV_TRY(auto after, experiment_after(std::move(before), event.fact, event.seq, event.recorded_at));
  out.experiments.insert_or_assign(id, std::move(after));
  return {};
}

Result<void> check_ads(Transaction& transaction, AdStates& ads, bool mend, ProjectionCheck& check) {
  auto missing = check.projected.ads;
  std::string after;
  for (bool more = true; more;) {
    GV_TRY(const auto page, ads.list(transaction, after, kRowsAtOnce));
    more = page.size() == kRowsAtOnce;
    for (const auto& stored : page) {
      after = stored.ad_id;
      const auto told = missing.find(stored.ad_id);
      if (told == missing.end()) {
        check.unknown.push_back("ad " + stored.ad_id);
      } else if (told->second == stored) {
        missing.erase(told);
      }
    }
  }
  for (const auto& [id, state] : missing) {  // those that are there and differ, too
    check.differing.push_back("ad " + id);
    if (mend) GV_TRY(ads.put(transaction, state));
  }
  return {};
}

Result<void> check_experiments(Transaction& transaction, ExperimentStore& experiments, bool mend,
                               ProjectionCheck& check) {
  for (const auto& [id, told] : check.projected.experiments) {
    GV_TRY(const auto stored, experiments.find(transaction, id));
    if (stored && *stored == told) continue;
    check.differing.push_back("experiment " + id);
    if (mend) GV_TRY(experiments.put(transaction, told));
  }
  std::string after;
  for (bool more = true; more;) {
    GV_TRY(const auto page, experiments.list(transaction, after, kRowsAtOnce));
    more = page.size() == kRowsAtOnce;
    for (const auto& id : page) {
      after = id;
      if (!check.projected.experiments.contains(id)) check.unknown.push_back("experiment " + id);
    }
  }
  return {};
}

}  // namespace

Result<Projections> project(Transaction& transaction, LearningLog& log) {
  Projections out;
  std::int64_t reached = 0;
  for (std::int64_t seq = -1; reached > seq;) {
    seq = reached;
    GV_TRY(const auto events, log.after(transaction, seq, kEventsAtOnce, reached));
    for (const auto& event : events) GV_TRY(fold(event, out));
  }
  return out;
}

Result<ProjectionCheck> check_projections(Store& store, const AccountScope& scope, LearningLog& log,
                                          AdStates& ads, ExperimentStore& experiments, bool mend) {
  return store.write(scope, [&](Transaction& transaction) -> Result<ProjectionCheck> {
    ProjectionCheck check;
    GV_TRY(check.projected, project(transaction, log));
    GV_TRY(check_ads(transaction, ads, mend, check));
    GV_TRY(check_experiments(transaction, experiments, mend, check));
    return check;
  });
}

}  // namespace gv::app
