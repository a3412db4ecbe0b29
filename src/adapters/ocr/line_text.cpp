#include "adapters/ocr/line_text.h"

#include <algorithm>
#include <cstdint>

namespace gv::ocr {

namespace {

// Characters of one UTF-8 text, front to back; a broken byte is no letter.
class Characters {
 public:
  explicit Characters(std::string_view utf8) : rest_(utf8) {}
  bool done() const { return rest_.empty(); }
  std::uint32_t next();

 private:
  std::string_view rest_;
};

std::uint32_t Characters::next() {
  const auto byte = [this](std::size_t i) { return static_cast<std::uint8_t>(rest_[i]); };
  const std::uint8_t first = byte(0);
  const std::size_t length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  std::uint32_t code = first < 0x80 ? first : 0;
  if (length > 1 && length <= rest_.size()) {
    code = first & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) code = code << 6 | (byte(i) & 0x3Fu);
    rest_.remove_prefix(length);
  } else {
    rest_.remove_prefix(1);
  }
  return code;
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

// Beyond ASCII nearly all is letters: what is not, by blocks of Unicode.
constexpr Range kNoLetters[] = {
    {0x80, 0xA1},     {0xA6, 0xA9},     {0xAB, 0xB1},     {0xB4, 0xB4},     {0xB6, 0xB8},
    {0xBB, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2000, 0x206F}, {0x2100, 0x214F},
    {0x2190, 0x2BFF}, {0x2E00, 0x2E7F}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0xFE10, 0xFE6F},
    {0xFF01, 0xFF0F}, {0xFFF0, 0xFFFF},
};

bool counts(std::uint32_t c) {
  if (c < 0x80) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '$';
  }
  for (const auto& range : kNoLetters) {
    if (c >= range.first && c <= range.last) return false;
  }
  return true;
}

// What the edges of boxes are taken for.
constexpr std::string_view kBars[] = {"|",      "[",      "]",      "{",      "}",     "'",
                                      "\"",     "`",      "_",      "~",      "\\",    "/",
                                      "\u2018", "\u2019", "\u201C", "\u201D", "\u2014"};

void trim_begin(std::string& text) {
  for (bool cut = true; cut;) {
    cut = false;
    for (const auto bar : kBars) {
      if (!text.starts_with(bar)) continue;
      text.erase(0, bar.size());
      cut = true;
    }
  }
}

void trim_end(std::string& text) {
  for (bool cut = true; cut;) {
    cut = false;
    for (const auto bar : kBars) {
      if (!text.ends_with(bar)) continue;
      text.erase(text.size() - bar.size());
      cut = true;
    }
  }
}

// Letters and the like of a text, and all its characters.
struct Count {
  int letters{0};
  int all{0};
};

Count count_of(std::string_view utf8) {
  Count count;
  for (Characters characters(utf8); !characters.done(); ++count.all) {
    const std::uint32_t c = characters.next();
    if (counts(c) || c == '%') ++count.letters;
  }
  return count;
}

// What is read into the edges of things is far too wide for its letters, or far too narrow.
bool has_shape(const Word& word, const AcceptSettings& settings) {
  if (word.region.h <= 0) return true;  // not known
  const double width =
      word.region.w / (static_cast<double>(word.region.h) * std::max(1, count_of(word.text).all));
  return width >= settings.letter_width_min && width <= settings.letter_width_max;
}

}  // namespace

bool says_something(std::string_view utf8) {
  for (Characters characters(utf8); !characters.done();) {
    if (counts(characters.next())) return true;
  }
  return false;
}

double mean_conf(const std::vector<Word>& words) {
  if (words.empty()) return 0.0;
  double sum = 0.0;
  for (const auto& word : words) sum += word.conf;
  return sum / static_cast<double>(words.size());
}

double evidence(const std::vector<Word>& words) {
  double sum = 0.0;
  for (const auto& word : words) sum += (word.conf - 50.0) * count_of(word.text).letters;
  return sum;
}

std::vector<Word> accepted(std::vector<Word> words, const AcceptSettings& settings) {
  std::erase_if(words, [&](const Word& word) {
    return !says_something(word.text) || word.conf < settings.word_conf_min;
  });
  if (words.empty() || mean_conf(words) < settings.line_conf_min) return {};
  trim_begin(words.front().text);
  trim_end(words.back().text);
  std::erase_if(words, [&](const Word& word) { return !has_shape(word, settings); });
  const bool enough =
      mean_conf(words) >= settings.line_conf_min && evidence(words) >= settings.evidence_min;
  return enough ? words : std::vector<Word>{};
}

}  // namespace gv::ocr
