#include <algorithm>
#include <cmath>
#include <set>

#include "base/hash.h"
#include "core/insight/clips.h"
#include "core/insight/lexicon.h"

namespace gv::insight {
namespace {

constexpr std::size_t kCells = 256;
constexpr std::size_t kShortest = 3;
constexpr std::size_t kLongest = 5;

/// Grams of code points over the folded words, joined by single spaces.
std::vector<std::string> grams_of(const std::string& text) {
  std::string folded = " ";
  for (const auto& word : words_of(text)) folded += word + " ";
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const bool continues = (static_cast<unsigned char>(folded[i]) & 0xC0U) == 0x80U;
    if (!continues) starts.push_back(i);
  }
  starts.push_back(folded.size());
  std::vector<std::string> grams;
  for (std::size_t n = kShortest; n <= kLongest; ++n) {
    for (std::size_t i = 0; i + n < starts.size(); ++i) {
      grams.push_back(folded.substr(starts[i], starts[i + n] - starts[i]));
    }
  }
  return grams;
}

void scale_to(std::vector<double>& v, double length) {
  double square = 0.0;
  for (const double x : v) square += x * x;
  if (square == 0.0) return;
  for (double& x : v) x *= length / std::sqrt(square);
}

}  // namespace

std::vector<std::vector<double>> embed_texts(std::span<const std::string> texts) {
  std::map<std::string, double> frequency;  // texts that hold the gram
  std::vector<std::vector<std::string>> grams;
  for (const auto& text : texts) {
    grams.push_back(grams_of(text));
    for (const auto& gram : std::set<std::string>(grams.back().begin(), grams.back().end())) {
      frequency[gram] += 1.0;
    }
  }
  const double count = static_cast<double>(texts.size());
  std::vector<std::vector<double>> embeddings;
  for (const auto& own : grams) {
    std::vector<double> cells(kCells, 0.0);
    for (const auto& gram : own) {
      const std::uint64_t hash = xxh64(gram);
      const double sign = (hash >> 63) == 0 ? 1.0 : -1.0;
      cells[hash % kCells] += sign * (std::log((1.0 + count) / (1.0 + frequency[gram])) + 1.0);
    }
    scale_to(cells, 1.0);
    embeddings.push_back(std::move(cells));
  }
  return embeddings;
}

std::vector<double> join_embeddings(std::span<const double> signature,
                                    std::span<const double> text) {
  std::vector<double> look(signature.begin(), signature.end());
  std::vector<double> words(text.begin(), text.end());
  scale_to(look, std::sqrt(0.5));
  scale_to(words, std::sqrt(0.5));
  look.insert(look.end(), words.begin(), words.end());
  return look;
}

}  // namespace gv::insight
