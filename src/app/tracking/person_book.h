#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/clicks.h"
#include "app/ports/persons.h"
#include "base/result.h"
#include "core/attribution/identity.h"

namespace gv::app {

/// What a first-party cookie is looked up by. It is random as it is, and stands in the click's row:
/// it needs no key.
[[nodiscard]] Digest digest_of_visitor(std::string_view visitor_id);

/// Keeps together what one person did: the clicks of one cookie, and those whose e-mail address or
/// phone number became known. All of it from clicks with consent.
class PersonBook {
 public:
  PersonBook(Persons& persons, Clicks& clicks) : persons_(persons), clicks_(clicks) {}

  /// A click of a visitor with a cookie is a touch of that visitor's person. `expires_at`: when the
  /// cookie is forgotten, unless it is met again.
  Result<void> meet(Transaction& transaction, const attribution::Click& click);

  /// An address or number that came with the conversion of a click is the clicker's. Whoever had it
  /// before is the same person.
  Result<void> learn(Transaction& transaction, LinkKind kind, const attribution::KeyedHash& hash,
                     const attribution::Click& click, TimePoint expires_at);

  /// The person behind a hash; nothing when nobody is known by it.
  Result<std::optional<std::string>> known_by(Transaction& transaction, LinkKind kind,
                                              const attribution::HashLookup& hashes);
  Result<std::optional<std::string>> of_click(Transaction& transaction, std::string_view click_id) {
    return persons_.of_click(transaction, click_id);
  }
  /// Their clicks in [from, until] that are still kept.
  Result<std::vector<attribution::Click>> clicks(Transaction& transaction, std::string_view person,
                                                 TimePoint from, TimePoint until);

 private:
  /// The person of a click, who is made where nobody knows them.
  Result<std::string> person_of(Transaction& transaction, const attribution::Click& click);

  Persons& persons_;
  Clicks& clicks_;
};

}  // namespace gv::app
