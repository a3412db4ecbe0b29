#include "adapters/transcribe/pocketsphinx.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <pocketsphinx.h>

#include "adapters/transcribe/pieces.h"
#include "base/hash.h"
#include "io/file/file.h"

namespace gv::transcribe {

namespace {

constexpr double kFramesPerSecond = 100.0;

struct FreeConfig {
  void operator()(cmd_ln_t* config) const { cmd_ln_free_r(config); }
};
struct FreeDecoder {
  void operator()(ps_decoder_t* decoder) const { ps_free(decoder); }
};
using Config = std::unique_ptr<cmd_ln_t, FreeConfig>;
using Decoder = std::unique_ptr<ps_decoder_t, FreeDecoder>;

// "read(2)" is the second pronunciation of "read"; "<sil>" and "[NOISE]" are no words.
std::string spoken(std::string_view entry) {
  if (entry.empty() || entry.front() == '<' || entry.front() == '[') return {};
  return std::string(entry.substr(0, entry.find('(')));
}

Config config_of(const PocketsphinxSettings& settings) {
  return Config(cmd_ln_init(nullptr, ps_args(), TRUE, "-hmm", settings.acoustic_folder.c_str(),
                            "-lm", settings.language_model_path.c_str(), "-dict",
                            settings.dictionary_path.c_str(), "-logfn", "/dev/null", nullptr));
}

// One hash over what decides the words. Read here also because the library says nothing useful
// about a file that is missing.
Result<std::string> hash_of_model(const PocketsphinxSettings& settings) {
  std::string hashes;
  for (const auto& path :
       {settings.acoustic_folder + "/mdef", settings.acoustic_folder + "/means",
        settings.acoustic_folder + "/variances", settings.acoustic_folder + "/sendump",
        settings.acoustic_folder + "/transition_matrices", settings.language_model_path,
        settings.dictionary_path}) {
    const auto bytes = file::read(path);
    if (!bytes) {
      return fail(ErrorCode::NotAvailable, path, "PocketSphinx needs it: " + bytes.error().message,
                  "install the package pocketsphinx-en-us");
    }
    hashes += sha256_hex(*bytes);
  }
  return sha256_hex(hashes);
}

std::vector<std::int16_t> pcm_of(std::span<const float> sound) {
  std::vector<std::int16_t> pcm;
  pcm.reserve(sound.size());
  for (const float sample : sound) {
    const double clipped = std::clamp(static_cast<double>(sample), -1.0, 1.0);
    pcm.push_back(static_cast<std::int16_t>(std::lround(clipped * 32767.0)));
  }
  return pcm;
}

class Pocketsphinx : public app::Transcriber {
 public:
  Pocketsphinx(Config config, Decoder decoder, std::string sha256)
      : config_(std::move(config)), decoder_(std::move(decoder)), sha256_(std::move(sha256)) {}

  app::Backend backend() const override { return {"pocketsphinx", sha256_}; }

  Result<audio::Transcript> transcribe(std::span<const float> mono_16k,
                                       std::span<const app::SpeechSpan> speech) override {
    audio::Transcript transcript{
        .backend = "pocketsphinx", .language = "en", .quality = audio::TranscriptQuality::Low};
    for (const auto& piece : cut_pieces(mono_16k, speech)) {
      const auto sound = mono_16k.subspan(static_cast<std::size_t>(piece.begin),
                                          static_cast<std::size_t>(piece.end - piece.begin));
      if (!decode(sound)) {
        return fail(ErrorCode::NotAvailable, "pocketsphinx", "the decoder fails");
      }
      add_words(piece, transcript);
    }
    return transcript;
  }

 private:
  // The whole piece at once: normalised by its own mean, not by what came before.
  bool decode(std::span<const float> sound) {
    const auto pcm = pcm_of(sound);
    if (ps_start_stream(decoder_.get()) < 0 || ps_start_utt(decoder_.get()) < 0) return false;
    const bool heard = ps_process_raw(decoder_.get(), pcm.data(), pcm.size(), FALSE, TRUE) >= 0;
    return ps_end_utt(decoder_.get()) >= 0 && heard;
  }

  void add_words(const Piece& piece, audio::Transcript& transcript) {
    audio::TranscriptSegment segment{.t0 = piece.start_s(),
                                     .t1 = static_cast<double>(piece.end) / kRate};
    for (ps_seg_t* at = ps_seg_iter(decoder_.get()); at != nullptr; at = ps_seg_next(at)) {
      const std::string text = spoken(ps_seg_word(at));
      if (text.empty()) continue;
      int first = 0;
      int last = 0;
      ps_seg_frames(at, &first, &last);
      const auto log_p = ps_seg_prob(at, nullptr, nullptr, nullptr);
      const double p = logmath_exp(ps_get_logmath(decoder_.get()), log_p);
      transcript.words.push_back({.w = text,
                                  .t0 = segment.t0 + first / kFramesPerSecond,
                                  .t1 = segment.t0 + (last + 1) / kFramesPerSecond,
                                  .p = std::clamp(p, 0.0, 1.0)});
      if (!segment.text.empty()) segment.text += ' ';
      segment.text += text;
    }
    if (segment.text.empty()) return;
    if (!transcript.text.empty()) transcript.text += ' ';
    transcript.text += segment.text;
    transcript.segments.push_back(std::move(segment));
  }

  Config config_;
  Decoder decoder_;
  std::string sha256_;
};

}  // namespace

Result<std::unique_ptr<app::Transcriber>> open_pocketsphinx(const PocketsphinxSettings& settings) {
  GV_TRY(auto sha256, hash_of_model(settings));
  Config config = config_of(settings);
  Decoder decoder(config ? ps_init(config.get()) : nullptr);
  if (!decoder) {
    return fail(ErrorCode::NotAvailable, settings.acoustic_folder,
                "PocketSphinx cannot use this model");
  }
  return std::make_unique<Pocketsphinx>(std::move(config), std::move(decoder), std::move(sha256));
}

}  // namespace gv::transcribe
