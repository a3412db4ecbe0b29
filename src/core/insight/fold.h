#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gv::insight {

/// Takes the code point at `at` and moves `at` behind it. Invalid bytes give 0xFFFD, one at a time.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t c);

/// Lower case of Latin, Greek and Cyrillic; Arabic letters and digits unified as `words_of` says;
/// 0 for marks that vanish (vowel signs, lengthening, apostrophes, joiners).
[[nodiscard]] char32_t fold_code_point(char32_t c);
/// Whether a folded code point belongs to a word (a letter or digit of any script).
[[nodiscard]] bool is_word_code_point(char32_t c);
/// Whether a folded code point is a word of its own: %, star, currency.
[[nodiscard]] bool is_sign_code_point(char32_t c);

}  // namespace gv::insight
