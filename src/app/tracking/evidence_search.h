#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ports/clicks.h"
#include "app/ports/settings_source.h"
#include "app/tracking/person_book.h"
#include "base/result.h"
#include "core/attribution/match.h"

namespace gv::app {

/// What the store knows that bears on a conversion.
struct FoundEvidence {
  std::vector<attribution::Click> clicks;
  std::vector<attribution::IdentityLink> links;
};

/// Looks for the clicks that a conversion may have come from.
class EvidenceSearch {
 public:
  EvidenceSearch(Clicks& clicks, PersonBook& persons) : clicks_(clicks), persons_(persons) {}

  Result<FoundEvidence> find(Transaction& transaction, const attribution::Conversion& conversion,
                             const attribution::MatchConfig& config);

 private:
  Result<void> add_person(Transaction& transaction, LinkKind kind,
                          const attribution::HashLookup& hashes,
                          const attribution::Conversion& conversion, Millis window,
                          FoundEvidence& found);

  Clicks& clicks_;
  PersonBook& persons_;
};

}  // namespace gv::app
