#include "core/server_events/text.h"

#include <cstdint>

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace gv::server_events {
namespace {

/// What is left of `text` in lower case when characters of the categories in `dropped` and white
/// space are. Full mapping: some letters become two.
std::string lower_without(std::string_view text, std::uint32_t dropped) {
  auto from = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  from.toLower(icu::Locale::getRoot());
  icu::UnicodeString left;
  for (std::int32_t i = 0; i < from.length(); i = from.moveIndex32(i, 1)) {
    const UChar32 letter = from.char32At(i);
    const bool goes = u_isUWhiteSpace(letter) || (U_GET_GC_MASK(letter) & dropped) != 0;
    if (!goes) left.append(letter);
  }
  std::string bytes;
  left.toUTF8String(bytes);
  return bytes;
}

constexpr std::uint32_t kNothingReadable = U_GC_CC_MASK;
constexpr std::uint32_t kSigns = kNothingReadable | U_GC_P_MASK | U_GC_S_MASK;

}  // namespace

std::string compact_lower(std::string_view text) { return lower_without(text, kNothingReadable); }

std::string plain_lower(std::string_view text) { return lower_without(text, kSigns); }

std::string letters_lower(std::string_view text) {
  return lower_without(text, ~(static_cast<std::uint32_t>(U_GC_L_MASK) | U_GC_M_MASK));
}

}  // namespace gv::server_events
