#include "adapters/store/learning_log.h"

#include "adapters/store/event_log.h"
#include "adapters/store/learning_facts.h"

namespace gv::store {

Result<std::int64_t> LearningLog::append(app::Transaction& transaction,
                                         const app::LearningFact& fact, TimePoint occurred_at,
                                         const std::optional<std::string>& key) {
  auto event = event_of_fact(fact);
  event.occurred_at = occurred_at;
  event.source_key = key;
  const std::vector<app::NewEvent> events{std::move(event)};
  GV_TRY(const auto seqs, EventLog().append(transaction, events));
  return seqs.front();
}

Result<std::vector<app::LearningEvent>> LearningLog::after(app::Transaction& transaction,
                                                           std::int64_t seq, int limit,
                                                           std::int64_t& reached) {
  GV_TRY(const auto events, EventLog().after(transaction, seq, limit));
  reached = events.empty() ? seq : events.back().seq;
  std::vector<app::LearningEvent> out;
  for (const auto& event : events) {
    GV_TRY(auto fact, fact_of_event(event.fact));
    if (!fact) continue;
    out.push_back({event.seq, event.recorded_at, event.fact.occurred_at, *std::move(fact)});
  }
  return out;
}

}  // namespace gv::store
