#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "adapters/meta_double/objects.h"
#include "adapters/meta_double/platform.h"

namespace gv::google_double {

// The market's campaigns, ad sets and ads as Google's. Budgets are objects of their own, to which
// campaigns point; the amount stands in both, as delivery reads it at the campaign.

using meta_double::Account;
using meta_double::Kind;
using meta_double::Object;
using meta_double::Platform;

/// "customers/1/campaigns/2".
[[nodiscard]] std::string resource_name(const Account& account, const Object& object);
/// The object that a resource of this kind and account names; null: none.
[[nodiscard]] Object* find_resource(Platform& platform, std::size_t account, Kind kind,
                                    std::string_view name);
/// "campaigns" and so on; empty: Google has no resource of this kind.
[[nodiscard]] std::string_view collection_of(Kind kind);

/// An amount as objects have it, in Meta's units, in micros, and the way back; 0 for none.
[[nodiscard]] std::int64_t micros_of(const Platform& platform, std::string_view units);
[[nodiscard]] std::string units_of(const Platform& platform, std::int64_t micros);
/// The least and the smallest step of a budget, in micros.
[[nodiscard]] std::int64_t least_budget(const Platform& platform);
[[nodiscard]] std::int64_t budget_step(const Platform& platform);

/// Whether a table has a field of a thing, apart from segments and metrics.
[[nodiscard]] bool has_field(std::string_view table, std::string_view field);
/// That field of a row about `object`; null for what is not set. `stale`: as it was before the last
/// change.
[[nodiscard]] boost::json::value field_of(Platform& platform, const Object& object,
                                          std::string_view field, bool stale);
/// The objects that a table lists, removed ones too.
[[nodiscard]] std::vector<const Object*> rows_of(const Platform& platform, std::size_t account,
                                                 std::string_view table);

}  // namespace gv::google_double
