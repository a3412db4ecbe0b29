#pragma once

#include <vector>

#include "app/outbound/event_facts.h"
#include "app/ports/conversion_outbox.h"
#include "app/ports/personal_data.h"
#include "app/ports/sealer.h"
#include "app/tracking/key_rings.h"

namespace gv::app {

/// Ends events that wait in the outbox and are of somebody who is to be erased. Those of deals name
/// nobody: who they are of is looked up when they are sent, and gone then.
class EraseEvents {
 public:
  EraseEvents(ConversionOutbox& outbox, const Sealer& sealer, KeyRings& keys)
      : outbox_(outbox), sealer_(sealer), keys_(keys) {}

  /// How many ended. `calling_code`: of the account's national phone numbers. O(pending events):
  /// those of a week at most.
  Result<std::int64_t> run(Transaction& transaction, const Subjects& subjects,
                           std::string_view calling_code);

 private:
  struct Search;
  [[nodiscard]] static bool is_of(const EventFacts& facts, const Search& search);

  ConversionOutbox& outbox_;
  const Sealer& sealer_;
  KeyRings& keys_;
};

}  // namespace gv::app
