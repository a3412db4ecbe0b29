#include "app/fold_deal.h"

#include <algorithm>
#include <map>
#include <vector>

#include "app/deal_rows.h"
#include "base/hash.h"

namespace gv::app {
namespace {

/// As the fold: what occurred later than this after now is held.
constexpr Millis kAheadMax{600'000};

/// Keeps a job that waits for its time from holding up the other jobs of its deal.
constexpr std::string_view kDue = "due:";

/// Folds the deal again when an event that lies in the future is due.
NewJob job_at_due_time(const AccountId& account, const CrmEvent& event) {
  return {.id = uuid_v5("crm_event_due|" + account.text() + "|" + event.key),
          .name = std::string(kCrmQueue),
          .priority = 8,
          .retry_limit = 3,
          .backoff = Millis{60'000},
          .expire_in = Millis{120'000},
          .start_after = event.occurred_at - kAheadMax,
          .ordering_key = std::string(kDue) + deal_key(event.crm, event.deal_id)};
}

/// What changed about the events: their new states, and the ones to come back to.
struct Afterwards {
  std::vector<std::pair<std::string, std::string_view>> states;  ///< key, state
  std::vector<NewJob> jobs;
};

Afterwards afterwards(const AccountId& account, std::span<const CrmEvent> rows,
                      const revenue::DealFold& fold) {
  std::map<std::string_view, const CrmEvent*> by_key;
  for (const auto& row : rows) by_key[row.key] = &row;
  Afterwards after;
  for (const auto& step : fold.steps) {
    const CrmEvent& row = *by_key.at(step.event->event_key);
    const auto state = state_after(step);
    if (state == row.state) continue;
    after.states.emplace_back(row.key, state);
    if (state == "future_event") after.jobs.push_back(job_at_due_time(account, row));
  }
  return after;
}

}  // namespace

std::string deal_key(std::string_view crm, std::string_view deal_id) {
  return std::string(crm).append(":").append(deal_id);
}

Result<std::pair<std::string, std::string>> parse_deal_key(std::string_view key) {
  const auto colon = key.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == key.size()) {
    return fail(ErrorCode::InvalidInput, "ordering_key",
                "must be \"<crm>:<deal>\", got \"" + std::string(key) + "\"");
  }
  return std::pair(std::string(key.substr(0, colon)), std::string(key.substr(colon + 1)));
}

std::string conversion_of_deal(std::string_view crm, std::string_view deal_id) {
  return crm == kDirectSales ? std::string(deal_id) : "deal:" + deal_key(crm, deal_id);
}

Result<JobEffects> FoldDeal::work(const AccountScope& scope, const Job& job, const JobPulse&) {
  // Read into memory, where need be, before there is a transaction that would wait for it.
  GV_TRY(pipelines_.pipelines(scope.account()));
  std::string_view key = job.ordering_key ? std::string_view(*job.ordering_key) : "";
  if (key.starts_with(kDue)) key.remove_prefix(kDue.size());
  GV_TRY(const auto deal, parse_deal_key(key));
  return JobEffects([this, deal](Transaction& transaction) -> Result<std::optional<std::string>> {
    GV_TRY(const auto posted, fold(transaction, deal.first, deal.second));
    return R"({"posted":)" + std::to_string(posted) + "}";
  });
}

Result<std::size_t> FoldDeal::fold(Transaction& transaction, std::string_view crm,
                                   std::string_view deal_id) {
  const AccountId& account = transaction.scope().account();
  GV_TRY(const auto history, pipelines_.pipelines(account));
  GV_TRY(const auto rows, revenue_.events_of(transaction, crm, deal_id));
  if (rows.empty()) return 0;
  GV_TRY(const auto before, revenue_.deal(transaction, crm, deal_id));
  GV_TRY(const auto posted, revenue_.postings_of(transaction, crm, deal_id));
  GV_TRY(const auto credits, conversions_.credits(transaction, conversion_of_deal(crm, deal_id)));
  GV_TRY(const auto events, events_in(account, rows));
  GV_TRY(auto ledger, ledger_in(account, posted, before));
  // Another process's clock may be ahead: knowledge never goes back.
  const TimePoint now = std::max(transaction.now(), ledger.folded_at.value_or(transaction.now()));
  const revenue::FxTable rates;
  revenue::DealFolder folder(history, rates);
  GV_TRY(const auto fold, folder.fold(events, now));
  const attribution::CreditSet* const credited = credits.empty() ? nullptr : &credits.back().set;
  const auto split = credited != nullptr ? credited->split : revenue::CreditSplit();
  GV_TRY(const auto added, revenue::post(history, fold, split, now, ledger));

  std::vector<LedgerPosting> postings;
  for (auto entry = ledger.entries.end() - static_cast<std::ptrdiff_t>(added);
       entry != ledger.entries.end(); ++entry) {
    postings.push_back(posting_of(*entry, credited));
  }
  GV_TRY(revenue_.post(transaction, postings));
  const auto after = afterwards(account, rows, fold);
  for (const auto& [key, state] : after.states) {
    GV_TRY(revenue_.set_event_state(transaction, crm, deal_id, key, state));
  }
  GV_TRY(jobs_.enqueue(transaction, after.jobs));
  const CrmDeal empty{.crm = std::string(crm), .deal_id = std::string(deal_id)};
  auto after_fold = deal_after(history, fold, before.value_or(empty));
  after_fold.credit_weights = ledger.split;
  GV_TRY(revenue_.put_deal(transaction, after_fold));
  // A purchase that no CRM tells of came from a page, which tells the platforms itself.
  if (announce_ != nullptr && crm != kDirectSales) {
    const auto conversion = conversion_of_deal(crm, deal_id);
    GV_TRY(announce_->run(transaction, {crm, deal_id, conversion, history, fold}));
  }
  return added;
}

}  // namespace gv::app
