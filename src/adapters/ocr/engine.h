#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/ocr/line_text.h"
#include "base/image.h"
#include "base/result.h"

namespace gv::ocr {

/// Tesseract's LSTM recogniser for one line at a time, on one core. Not thread-safe. What it reads
/// depends on nothing but the line.
class Engine {
 public:
  /// `languages` as Tesseract writes them, "eng" or "eng+deu"; their data lie in `folder`.
  /// Errors: NotAvailable, naming the file that is missing or damaged.
  [[nodiscard]] static Result<Engine> open(const std::string& folder, const std::string& languages);

  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  /// Of all language files in the order of `languages`.
  [[nodiscard]] const std::string& sha256() const;

  /// The words of a line from left to right, empty ones left out; `image` has one channel.
  [[nodiscard]] std::vector<Word> read_line(const Image& image);

 private:
  struct State;
  explicit Engine(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gv::ocr
