#pragma once

#include <span>
#include <string>
#include <string_view>

namespace gv::settings {

/// What a key holds. Money is major units of the account's currency, Percent 0 to 100.
enum class Kind {
  Number,
  Whole,
  Money,
  Percent,
  Flag,
  Choice,
  Numbers,
  ClockTime,
  ClockSpan,
  Text,     ///< one line
  Terms,    ///< list of "category: words" or "category/language: words"
  Origins,  ///< list of "https://host[:port]", as browsers send them
  Stages,   ///< of a pipeline, see stages.h
};

/// One configuration key: everything there is to say about it, said once. The file reader, the JSON
/// schema and the documentation are made from these rows.
struct Key {
  std::string_view path;  ///< "decision.ignorance_zone.days"
  Kind kind{Kind::Number};
  std::string_view fallback;  ///< default as JSON; money in USD; "null": unset unless told
  double min{0.0};            ///< of numbers, each one of a list
  double max{0.0};
  std::string_view choices;  ///< "a,b,c"; categories of Terms
  std::string_view unit;
  std::string_view title;
  std::string_view help;
  /// Release of the registry it came with. A later key at its default says nothing about a
  /// configuration, so that what was identified before it existed keeps its identity.
  int since{1};
};

/// All keys, by section, then as in the documentation.
[[nodiscard]] std::span<const Key> keys();

/// `Key::choices` for people: "a,b" as "a, b".
[[nodiscard]] std::string listed(std::string_view choices);
/// Null when there is no such key.
[[nodiscard]] const Key* find_key(std::string_view path);
/// Whether a decision depends on the key: its value is part of the hash of the configuration.
[[nodiscard]] bool decides(std::string_view path);
/// Whether keys lie below `path`: "decision", "decision.blending".
[[nodiscard]] bool is_section(std::string_view path);

}  // namespace gv::settings
