#include "app/execute/preview_changes.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "app/execute/authorise_sends.h"
#include "app/execute/change_facts.h"

namespace gv::app {
namespace {

constexpr Hours kSentOf{24};

/// The thing as far as the last look found it.
struct KnownThing {
  EntityRef unit{};
  std::string campaign_id{};
  std::optional<std::int64_t> budget_minor{};
  bool learning{false};
};

/// What the looks found of everything that carries ads or money.
class KnownThings {
 public:
  explicit KnownThings(const std::vector<RunningAd>& ads) {
    for (const auto& ad : ads) {
      const auto colon = ad.ad_id.find(':');
      const auto platform = ad.ad_id.substr(0, colon);
      const EntityRef unit{ad.unit_level, ad.unit_id};
      const KnownThing thing{unit, ad.campaign_id, ad.unit_budget_minor, ad.learning};
      things_[{platform, unit}] = thing;
      things_[{platform, {EntityLevel::Ad, ad.ad_id.substr(colon + 1)}}] = thing;
    }
  }

  [[nodiscard]] KnownThing of(const ChangeRequest& request) const {
    const auto found = things_.find({request.platform, request.entity});
    if (found == things_.end()) return {request.entity, request.campaign_id, {}, false};
    auto thing = found->second;
    if (request.type == ChangeType::Status) thing.unit = request.entity;
    return thing;
  }

 private:
  std::map<std::pair<std::string, EntityRef>, KnownThing> things_;
};

/// One step of a change, to be given its time.
struct Slot {
  std::size_t change;
  std::size_t step;
  TimePoint wanted{};
  execute::Priority priority{};
};

/// Sends keep within a quota and at a distance, in the order in which they come: of what is due at
/// once the most urgent first.
class Timetable {
 public:
  Timetable(const AccountId& account, const ExecutionSettings& settings,
            const std::vector<SentMutation>& sent)
      : account_(account), settings_(settings) {
    for (const auto& one : sent) {
      for (int i = 0; i < one.operations; ++i) ledger_.record(one.sent_at);
      last_ = one.sent_at;
    }
  }

  void place(std::vector<Slot> slots, std::vector<PreviewedChange>& changes, TimePoint now) {
    std::stable_sort(slots.begin(), slots.end(), [](const Slot& a, const Slot& b) {
      return std::tuple(a.wanted, a.priority) < std::tuple(b.wanted, b.priority);
    });
    for (const auto& slot : slots) {
      auto& change = changes[slot.change];
      const auto wanted = std::max(slot.wanted, last_.value_or(slot.wanted));
      auto at = execute::earliest_send(ledger_, wanted, slot.priority, settings_.rate);
      if (slot.step == 0) change.rate_limit = at == wanted;
      if (last_ && slot.priority > execute::Priority::Kill) {
        const auto apart = spaced(account_, *last_, settings_, 1);
        if (slot.step == 0 && apart > now) change.spacing = apart - *last_;
        at = std::max(at, apart);
      }
      change.steps[slot.step].at = at;
      ledger_.record(at);
      last_ = at;
    }
  }

 private:
  const AccountId& account_;
  const ExecutionSettings& settings_;
  execute::SendLedger ledger_;
  std::optional<TimePoint> last_{};
};

PlatformEntity entity_of(const ChangeRequest& request, const KnownThing& known, Currency currency) {
  PlatformEntity entity{.ref = known.unit, .learning = known.learning};
  const auto* told = std::get_if<std::int64_t>(&request.current);
  const auto minor = told != nullptr ? std::optional(*told) : known.budget_minor;
  if (minor) entity.daily_budget = Money(*minor, currency);
  if (request.requested == ChangeValue(EntityStatus::Paused)) {
    entity.status = EntityStatus::Active;
  }
  if (const auto* status = std::get_if<EntityStatus>(&request.current)) entity.status = *status;
  return entity;
}

void fill(const ClaimedChange& claimed, const Judgement& judged, TimePoint now,
          PreviewedChange& out) {
  const auto reason = judged.trouble ? judged.trouble->reason : "";
  switch (judged.verdict) {
    case Verdict::Send:
      out.steps = {{claimed.change.requested, now}};
      return;
    case Verdict::Split:
      for (const auto& tranche : judged.tranches.tranches) {
        out.steps.push_back({tranche.daily_minor, tranche.at});
      }
      out.velocity = false;
      return;
    case Verdict::Wait:
      out.velocity = reason != "velocity";
      out.learning_phase = reason != "learning_phase";
      out.hold = reason != "held";
      if (out.hold) {
        out.steps = {{claimed.change.requested, judged.until}};
      } else {
        out.blocked = judged.trouble->message;
      }
      return;
    case Verdict::Done:
      return;
    case Verdict::Rehearsed:
    case Verdict::Conflict:
    case Verdict::GiveUp:
    case Verdict::Expired:
    case Verdict::Forbidden:
      break;
  }
  out.blocked = judged.trouble ? judged.trouble->message : "It would come to nothing.";
}

}  // namespace

Result<std::vector<PreviewedChange>> ChangePreview::of(const AccountScope& scope,
                                                       std::span<const ChangeRequest> requests,
                                                       const Actor& actor) {
  GV_TRY(const auto settings, ports_.settings.settings(scope.account()));
  const auto& execution = settings->execution;
  using Previews = std::vector<PreviewedChange>;
  return ports_.store.read(scope, [&](Transaction& transaction) -> Result<Previews> {
    const TimePoint now = transaction.now();
    GV_TRY(const auto ads, ads_.list(transaction));
    GV_TRY(const auto holds, ports_.holds.in_force(transaction));
    const KnownThings things(ads);
    std::map<std::string, std::vector<Slot>> slots;  // by platform
    Previews previews;
    for (const auto& request : requests) {
      GV_TRY(auto change, change_of(request, scope.account(), execution, actor, now,
                                    "changes[" + std::to_string(previews.size()) + "]"));
      const auto known = things.of(request);
      change.campaign_id = known.campaign_id;
      std::vector<ClaimedChange> claimed{{.change = std::move(change), .facts = {}}};
      claimed[0].facts.unit = known.unit;
      claimed[0].facts.entity = entity_of(request, known, settings->currency);
      GV_TRY(read_known(ports_, transaction, holds, claimed));
      const auto& one = claimed[0];
      auto& out = previews.emplace_back();
      out.needs_approval = one.change.state == ChangeState::AwaitingApproval;
      fill(one, judge(one.change, one.facts, execution, settings->currency, now), now, out);
      for (std::size_t step = 0; step < out.steps.size(); ++step) {
        slots[request.platform].push_back(
            {previews.size() - 1, step, out.steps[step].at, one.change.priority});
      }
    }
    for (auto& [platform, of_platform] : slots) {
      GV_TRY(const auto sent, ports_.ledger.sent_since(transaction, platform, now - kSentOf));
      Timetable(scope.account(), execution, sent).place(std::move(of_platform), previews, now);
    }
    return previews;
  });
}

}  // namespace gv::app
