#pragma once

#include <string>

#include "adapters/meta/graph.h"
#include "base/currency.h"

namespace gv::meta {

/// A write as Graph wants it: where to, and with what.
struct GraphWrite {
  std::string path;
  Params params;
};

/// Errors: InvalidInput for an id or fields that are none, CurrencyMismatch, an amount that Meta
/// has no units for. `where` names the field.
[[nodiscard]] Result<GraphWrite> write_of(const app::Operation& operation, app::ApplyMode mode,
                                          const std::string& account, const Currency& currency);

/// The id of what a write changed or made, from its answer; empty: the answer does not say.
[[nodiscard]] std::string applied_id(const app::Operation& operation, app::ApplyMode mode,
                                     const boost::json::value& answer);

}  // namespace gv::meta
