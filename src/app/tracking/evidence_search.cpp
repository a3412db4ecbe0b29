#include "app/tracking/evidence_search.h"

#include <algorithm>

namespace gv::app {

Result<void> EvidenceSearch::add_person(Transaction& transaction, LinkKind kind,
                                        const attribution::HashLookup& hashes,
                                        const attribution::Conversion& conversion, Millis window,
                                        FoundEvidence& found) {
  if (hashes.empty()) return {};
  GV_TRY(const auto person, persons_.known_by(transaction, kind, hashes));
  if (!person) return {};
  GV_TRY(auto clicks, persons_.clicks(transaction, *person, conversion.at - window, conversion.at));
  for (auto& click : clicks) {
    found.links.push_back({hashes.front(), click.click_id});
    const bool known = std::any_of(found.clicks.begin(), found.clicks.end(),
                                   [&](const auto& one) { return one.click_id == click.click_id; });
    if (!known) found.clicks.push_back(std::move(click));
  }
  return {};
}

Result<FoundEvidence> EvidenceSearch::find(Transaction& transaction,
                                           const attribution::Conversion& conversion,
                                           const attribution::MatchConfig& config) {
  ClickSearch search{.ids = conversion.ids, .until = conversion.at};
  if (!conversion.click_id.empty()) search.click_ids.push_back(conversion.click_id);
  if (search.ids.fbclid.empty() && !conversion.fbc.empty()) {
    if (const auto cookie = attribution::parse_fbc(conversion.fbc, "fbc")) {
      search.ids.fbclid = cookie->payload;
    }
  }
  const Millis devices = Days{config.fingerprint_window_days};
  const Millis nearby = Hours{config.probabilistic_window_hours};
  search.from = conversion.at - std::max(devices, nearby);
  search.fingerprint = conversion.fingerprint;
  search.ip = conversion.ip;
  search.ip_prefix = conversion.ip_prefix;
  search.user_agent = conversion.user_agent;
  FoundEvidence found;
  GV_TRY(found.clicks, clicks_.search(transaction, search));
  const Millis window = Days{config.identity_window_days};
  GV_TRY(add_person(transaction, LinkKind::Email, conversion.email, conversion, window, found));
  GV_TRY(add_person(transaction, LinkKind::Phone, conversion.phone, conversion, window, found));
  return found;
}

}  // namespace gv::app
