#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// What may be set and read on objects of one kind.
struct Schema {
  Kind kind{Kind::Campaign};
  std::string_view edge;       ///< "campaigns": the edge of an account that lists and makes them
  std::string_view node_type;  ///< "Campaign", for messages
  std::span<const std::string_view> settable;
  std::span<const std::string_view> read_only;
};

[[nodiscard]] const Schema& schema_of(Kind kind);
/// By the name of the edge; null: there is no such edge.
[[nodiscard]] const Schema* schema_of_edge(std::string_view edge);
[[nodiscard]] bool is_settable(const Schema& schema, std::string_view field);
[[nodiscard]] bool is_readable(const Schema& schema, std::string_view field);

/// The values a field may take; empty: any.
[[nodiscard]] std::span<const std::string_view> choices_of(std::string_view field);

/// The whole number a text is; 0 for none.
[[nodiscard]] std::int64_t whole_text(std::string_view text);

}  // namespace gv::meta_double
