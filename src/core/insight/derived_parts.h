#pragma once

#include "core/insight/derived.h"

namespace gv::insight {

// Each writes its own names, all of them whatever was measured.
void derive_hook(const DerivedInput& input, const Lexicon& lexicon, Derived& out);
void derive_picture(const DerivedInput& input, Derived& out);
void derive_sound(const DerivedInput& input, Derived& out);
void derive_words(const DerivedInput& input, const Lexicon& lexicon, Derived& out);

/// Null for none.
template <class T>
[[nodiscard]] DerivedValue value_of(const std::optional<T>& value) {
  return value ? DerivedValue(*value) : DerivedValue{};
}

/// `read(*source)`, null when the source was not measured.
template <class T, class Read>
[[nodiscard]] DerivedValue from(const std::optional<T>& source, Read read) {
  return source ? DerivedValue(read(*source)) : DerivedValue{};
}

/// All that was shown and said; none when neither was recognised.
[[nodiscard]] std::optional<std::vector<TimedLine>> lines_of(const DerivedInput& input);

}  // namespace gv::insight
