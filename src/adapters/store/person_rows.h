#pragma once

#include <set>
#include <string>

#include "adapters/store/access.h"
#include "app/ports/personal_data.h"

namespace gv::store {

/// Ids of everything that is the subjects'.
struct PersonRows {
  std::set<std::string> clicks;
  std::set<std::string> conversions;  ///< that carry their contact, or one of their clicks
};

/// What the tables hold of them. O(conversions of the account): nobody is erased often enough for
/// an index that every conversion would pay for.
[[nodiscard]] Result<PersonRows> rows_of(app::Transaction& transaction,
                                         const app::Subjects& subjects);

}  // namespace gv::store
