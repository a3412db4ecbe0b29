#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/google_double/ads_error.h"

namespace gv::google_double {

/// `field` `op` `values`: op is "=", "IN", "LIKE", "BETWEEN" (two values) or "DURING" (a span by
/// its name). All conditions of a query have to hold.
struct Condition {
  std::string field;
  std::string op;
  std::vector<std::string> values;
};

/// The part of the Google Ads Query Language that is spoken here.
struct Gaql {
  std::vector<std::string> select;  ///< at least one, none twice
  std::string from;
  std::vector<Condition> where;
  std::string order_by;  ///< empty: as it comes
  bool descending{false};
  std::optional<std::size_t> limit;
};

/// SELECT a, b FROM t [WHERE a = 'x' AND b IN (1, 2) ...] [ORDER BY a [DESC]] [LIMIT n]; keywords
/// in any case. Errors: queryError, as Google names it. Parser of a stranger's bytes.
[[nodiscard]] Ads<Gaql> parse_gaql(std::string_view text);

}  // namespace gv::google_double
