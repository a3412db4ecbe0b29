#include "adapters/ocr/text_reader.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "adapters/ocr/engine.h"
#include "adapters/ocr/line_image.h"
#include "adapters/ocr/overlap.h"
#include "base/check.h"

namespace gv::ocr {

namespace {

constexpr int kSide = 960;
constexpr std::size_t kRegionsKept = 128;  // a bound for shots that flicker; a prior

using Readings = std::vector<app::TextReading>;

bool near(const vision::Box& a, const vision::Box& b, double tolerance) {
  return std::abs(a.x - b.x) <= tolerance && std::abs(a.y - b.y) <= tolerance &&
         std::abs(a.x + a.w - b.x - b.w) <= tolerance &&
         std::abs(a.y + a.h - b.y - b.h) <= tolerance;
}

Region around(const std::vector<Word>& words) {
  Region all = words.front().region;
  for (const auto& word : words) {
    const int right = std::max(all.x + all.w, word.region.x + word.region.w);
    const int bottom = std::max(all.y + all.h, word.region.y + word.region.h);
    all.x = std::min(all.x, word.region.x);
    all.y = std::min(all.y, word.region.y);
    all.w = right - all.x;
    all.h = bottom - all.y;
  }
  return all;
}

int median_height(const std::vector<Word>& words) {
  std::vector<int> heights;
  for (const auto& word : words) heights.push_back(word.region.h);
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

app::TextReading reading_of(const std::vector<Word>& words, const Image& frame) {
  app::TextReading reading;
  for (const auto& word : words) {
    if (!reading.text.empty()) reading.text += ' ';
    reading.text += word.text;
  }
  const Region region = around(words);
  reading.conf = mean_conf(words);
  reading.box = box_of(region, frame.width, frame.height);
  reading.height_frac = static_cast<double>(median_height(words)) / frame.height;
  reading.contrast = text_contrast(frame, region);
  return reading;
}

class TesseractReader : public app::TextReader {
 public:
  TesseractReader(Engine engine, const TextReaderSettings& settings)
      : engine_(std::move(engine)), settings_(settings) {}

  int side() const override { return kSide; }
  app::Backend backend() const override { return {"tesseract", engine_.sha256()}; }
  Result<Readings> read(const Image& image, app::TextMemory& shot) override;

 private:
  Readings recognise(const Image& frame, const Region& region, const Image& gradient);
  std::vector<Word> best_words(const Image& frame, const Region& region, const Image& gradient);
  const app::TextRegion* known(const app::TextMemory& shot, const Image& steady,
                               const vision::Box& box) const;

  Engine engine_;
  TextReaderSettings settings_;
};

Result<Readings> TesseractReader::read(const Image& image, app::TextMemory& shot) {
  GV_CHECK(image.channels == 3 && !image.empty());
  const Image luma = luma_of(image);
  shot.gradients.push_back(gradient_of(luma));
  if (shot.gradients.size() > static_cast<std::size_t>(settings_.samples)) {
    shot.gradients.erase(shot.gradients.begin());
  }
  const Image steady = steady_gradient(shot.gradients);
  const Image& latest = shot.gradients.back();
  const int edge = settings_.localise.gradient_min;
  const auto regions = with_letter_lines(find_lines(latest, steady, settings_.localise),
                                         find_letter_lines(luma, steady, edge, settings_.letters),
                                         settings_.letters);
  Readings all;
  for (const auto& region : regions) {
    const auto box = box_of(region, image.width, image.height);
    if (const auto* before = known(shot, steady, box)) {
      for (auto reading : before->readings) {
        reading.reused = true;
        all.push_back(std::move(reading));
      }
      continue;
    }
    const bool stands = edges_in(steady, region, edge) >=
                        settings_.localise.steady_min * edges_in(latest, region, edge);
    const Readings readings = recognise(image, region, stands ? steady : latest);
    all.insert(all.end(), readings.begin(), readings.end());
    shot.regions.push_back({box, crop(steady, region), readings});
    if (shot.regions.size() > kRegionsKept) shot.regions.erase(shot.regions.begin());
  }
  return without_overlaps(std::move(all));
}

// Compared where the earlier one was: a caption stands still to the pixel.
const app::TextRegion* TesseractReader::known(const app::TextMemory& shot, const Image& steady,
                                              const vision::Box& box) const {
  for (auto at = shot.regions.rbegin(); at != shot.regions.rend(); ++at) {
    if (!near(at->box, box, settings_.same_place)) continue;
    const Image now = crop(steady, region_of(at->box, steady.width, steady.height));
    if (correlation(now, at->gradient) < settings_.same_min) continue;
    if (least_correlation(now, at->gradient) >= settings_.same_piece_min) return &*at;
  }
  return nullptr;
}

Readings TesseractReader::recognise(const Image& frame, const Region& region,
                                    const Image& gradient) {
  auto words = accepted(best_words(frame, region, gradient), settings_.accept);
  for (auto& word : words) word.region = clipped(word.region, frame.width, frame.height);
  std::erase_if(words, [](const Word& word) { return word.region.w == 0 || word.region.h == 0; });
  if (words.empty()) return {};
  return {reading_of(words, frame)};
}

// 1. A sure reading that explains the region ends the search.  2. Two variants are enough for a
// good one.  3. Otherwise all are tried. The one with most evidence counts; of equals the earlier.
std::vector<Word> TesseractReader::best_words(const Image& frame, const Region& region,
                                              const Image& gradient) {
  const LineVariants variants(frame, region);
  const int edge = settings_.localise.gradient_min;
  std::vector<Word> best;
  double best_evidence = 0.0;
  double explained = 0.0;
  for (int rank = 0; rank < kVariants; ++rank) {
    const double conf = mean_conf(best);
    if (conf >= settings_.conf_stop && explained >= settings_.explained_stop) break;  // 1
    if (rank >= 2 && conf >= settings_.conf_enough && explained >= settings_.explained_enough) {
      break;  // 2
    }
    const LineImage line = variants.make(rank);
    auto words = engine_.read_line(line.pixels);
    std::erase_if(words, [](const Word& word) { return !says_something(word.text); });
    if (evidence(words) <= best_evidence) continue;
    for (auto& word : words) word.region = line.in_frame(word.region);
    best_evidence = evidence(words);
    best = std::move(words);
    explained = edges_explained(gradient, region, edge, best);
  }
  return best;
}

}  // namespace

Result<std::unique_ptr<app::TextReader>> open_text_reader(const TextReaderSettings& settings) {
  GV_TRY(auto engine, Engine::open(settings.data_folder, settings.languages));
  return std::make_unique<TesseractReader>(std::move(engine), settings);
}

}  // namespace gv::ocr
