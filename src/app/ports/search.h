#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"

namespace gv::app {

/// Something of an account that a search found.
struct Finding {
  std::string kind;    ///< "ad", "campaign", "asset", "decision"
  std::string id;      ///< as its own routes take it: "meta:123" of an ad or a campaign
  std::string title;   ///< its name; of a decision its ad
  std::string detail;  ///< status; of a decision what was decided and why
};

/// Finds things by a part of their names.
class Search {
 public:
  virtual ~Search() = default;
  /// What has `part` in its name, whatever the case of ASCII letters, or `part` as its id
  /// (decisions also as their reason code); of each kind at most `each`, ads and campaigns by name,
  /// assets and decisions newest first. O(rows of the account).
  virtual Result<std::vector<Finding>> find(Transaction& transaction, std::string_view part,
                                            int each) = 0;
};

}  // namespace gv::app
