#include "adapters/ocr/engine.h"

#include <utility>

#include <dlfcn.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include "base/check.h"
#include "base/hash.h"
#include "io/file/file.h"

namespace gv::ocr {

namespace {

constexpr int kDotsPerInch = 300;  // else Tesseract guesses and warns

// Tesseract starts four OpenMP threads for matrices that are not worth it: the result is the same
// and later. OMP_THREAD_LIMIT is read before main; this says the same, for the calling thread.
void stay_on_one_core() {
  using SetLevels = void (*)(int);
  static const auto set_levels =
      reinterpret_cast<SetLevels>(dlsym(RTLD_DEFAULT, "omp_set_max_active_levels"));
  if (set_levels != nullptr) set_levels(0);
}

std::vector<std::string> split_languages(const std::string& languages) {
  std::vector<std::string> names(1);
  for (const char c : languages) {
    if (c == '+') {
      names.emplace_back();
    } else {
      names.back().push_back(c);
    }
  }
  return names;
}

// Checked here because Tesseract writes its own complaint to the standard error.
Result<std::string> hash_of_data(const std::string& folder, const std::string& languages) {
  std::string hashes;
  for (const auto& name : split_languages(languages)) {
    const std::string path = folder + "/" + name + ".traineddata";
    const auto data = file::read(path);
    if (!data) {
      return fail(ErrorCode::NotAvailable, path,
                  "Tesseract needs it for the language \"" + name + "\": " + data.error().message,
                  "install the package tesseract-ocr-" + name + " or set another folder");
    }
    hashes += sha256_hex(*data);
  }
  return hashes.size() == 64 ? hashes : sha256_hex(hashes);
}

}  // namespace

struct Engine::State {
  tesseract::TessBaseAPI api;
  std::string sha256;
};

Engine::Engine(std::unique_ptr<State> state) : state_(std::move(state)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

const std::string& Engine::sha256() const { return state_->sha256; }

Result<Engine> Engine::open(const std::string& folder, const std::string& languages) {
  auto state = std::make_unique<State>();
  GV_TRY(state->sha256, hash_of_data(folder, languages));
  auto& api = state->api;
  if (api.Init(folder.c_str(), languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0) {
    return fail(ErrorCode::NotAvailable, folder,
                "Tesseract cannot use its data for \"" + languages + "\"");
  }
  api.SetVariable("debug_file", "/dev/null");
  api.SetVariable("tessedit_do_invert", "0");  // the variants of a line do that
  api.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
  return Engine(std::move(state));
}

std::vector<Word> Engine::read_line(const Image& image) {
  GV_CHECK(image.channels == 1 && !image.empty());
  stay_on_one_core();
  auto& api = state_->api;
  api.SetImage(image.pixels.data(), image.width, image.height, 1, image.width);
  api.SetSourceResolution(kDotsPerInch);
  std::vector<Word> words;
  if (api.Recognize(nullptr) == 0) {
    const std::unique_ptr<tesseract::ResultIterator> at(api.GetIterator());
    constexpr auto kWord = tesseract::RIL_WORD;
    for (bool more = at != nullptr && !at->Empty(kWord); more; more = at->Next(kWord)) {
      const std::unique_ptr<char[]> text(at->GetUTF8Text(kWord));
      int left = 0;
      int top = 0;
      int right = 0;
      int bottom = 0;
      if (text == nullptr || *text.get() == '\0') continue;
      if (!at->BoundingBox(kWord, &left, &top, &right, &bottom)) continue;
      words.push_back({text.get(),
                       static_cast<double>(at->Confidence(kWord)),
                       {left, top, right - left, bottom - top}});
    }
  }
  api.Clear();
  return words;
}

}  // namespace gv::ocr
