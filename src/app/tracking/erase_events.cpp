#include "app/tracking/erase_events.h"

#include <algorithm>
#include <array>

namespace gv::app {
namespace {

using attribution::HashType;

constexpr int kErasedAtOnce = 500;

bool has_value(const EventFacts& facts, std::string_view field,
               const std::vector<std::string>& wanted) {
  const auto found = facts.person.find(field);
  return found != facts.person.end() &&
         std::any_of(found->second.begin(), found->second.end(), [&](const std::string& value) {
           return std::find(wanted.begin(), wanted.end(), value) != wanted.end();
         });
}

}  // namespace

struct EraseEvents::Search {
  const Subjects& subjects;
  std::string_view calling_code;
  std::vector<attribution::KeyRing> rings{};
};

/// A contact is compared by its keyed hashes, which is all that is known of whom to erase.
bool EraseEvents::is_of(const EventFacts& facts, const Search& search) {
  if (has_value(facts, "external_id", search.subjects.visitor_ids)) return true;
  constexpr std::array<std::pair<std::string_view, HashType>, 2> kContacts{
      {{"em", HashType::Email}, {"ph", HashType::Phone}}};
  for (const auto& [field, type] : kContacts) {
    const auto told = facts.person.find(field);
    if (told == facts.person.end()) continue;
    if (has_value(facts, field, search.subjects.contacts_sha256)) return true;
    for (const auto& value : told->second) {
      const auto normal = server_events::normal_form(field, value, "", search.calling_code);
      for (const auto& ring : search.rings) {
        const auto digest = ring.hash(type, normal).digest;
        const auto& contacts = search.subjects.contacts;
        if (std::find(contacts.begin(), contacts.end(), digest) != contacts.end()) return true;
      }
    }
  }
  return false;
}

Result<std::int64_t> EraseEvents::run(Transaction& transaction, const Subjects& subjects,
                                      std::string_view calling_code) {
  Search search{.subjects = subjects, .calling_code = calling_code};
  GV_TRY(const auto keys, keys_.all(transaction));
  for (const auto& key : keys) {
    GV_TRY(auto ring, attribution::KeyRing::make(key));
    search.rings.push_back(std::move(ring));
  }
  std::int64_t ended = 0;
  std::string last;
  for (;;) {
    GV_TRY(auto rows, outbox_.pending(transaction, last, kErasedAtOnce));
    if (rows.empty()) return ended;
    last = rows.back().id;
    for (auto& row : rows) {
      const auto text =
          sealer_.open(transaction.scope().account(), kOutboxPayload, row.sealed_payload);
      const auto facts = text ? facts_in(*text) : Result<EventFacts>(EventFacts{});
      if (!facts || !is_of(*facts, search)) continue;
      row.state = OutboxState::Suppressed;
      row.note = OutboxNote{.reason = "erased"};
      GV_TRY(const bool settled, outbox_.settle(transaction, row));
      ended += settled ? 1 : 0;
    }
  }
}

}  // namespace gv::app
