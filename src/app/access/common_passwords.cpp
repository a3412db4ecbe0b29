#include "app/access/common_passwords.h"

#include <algorithm>
#include <string>

namespace gv::app {
namespace {

/// Each between two spaces; lower case.
constexpr std::string_view kCommon =
#include "app/access/common_passwords.inc"
    ;

bool is_listed(std::string_view password) {
  return !password.empty() && password.find(' ') == std::string_view::npos &&
         kCommon.find(" " + std::string(password) + " ") != std::string_view::npos;
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// What `text` says over and over; `text` itself when it says it once.
std::string_view repeated_part(std::string_view text) {
  // A text that is found in its double before its own length is a repetition of what lies before.
  const auto length = (std::string(text) + std::string(text)).find(text, 1);
  return text.substr(0, length);
}

bool is_guessed_first(std::string_view text) {
  constexpr std::size_t kSyllable = 3;
  const auto part = repeated_part(text);
  return is_listed(part) || (part.size() < text.size() && part.size() <= kSyllable);
}

std::string_view without_ornaments(std::string_view text) {
  const auto* const first = std::find_if(text.begin(), text.end(), is_letter);
  const auto* const last = std::find_if(text.rbegin(), text.rend(), is_letter).base();
  const auto word = first < last ? std::string_view(first, static_cast<std::size_t>(last - first))
                                 : std::string_view();
  return 2 * word.size() >= text.size() ? word : text;
}

}  // namespace

bool is_common_password(std::string_view password) {
  std::string lower(password);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return is_guessed_first(lower) || is_guessed_first(without_ornaments(lower));
}

}  // namespace gv::app
