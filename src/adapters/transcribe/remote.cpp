#include "adapters/transcribe/remote.h"

#include <utility>
#include <vector>

#include "adapters/transcribe/answer.h"
#include "adapters/transcribe/pieces.h"
#include "adapters/transcribe/upload.h"

namespace gv::transcribe {

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

const char* name_of(RemoteKind kind) {
  switch (kind) {
    case RemoteKind::Openai:
      return "openai";
    case RemoteKind::Whispercpp:
      return "whispercpp";
  }
  return "";
}

const char* target_of(RemoteKind kind) {
  switch (kind) {
    case RemoteKind::Openai:
      return "/v1/audio/transcriptions";
    case RemoteKind::Whispercpp:
      return "/inference";
  }
  return "";
}

Fields fields_of(const RemoteSettings& settings) {
  switch (settings.kind) {
    case RemoteKind::Openai: {
      Fields fields{{"model", settings.model},
                    {"response_format", "verbose_json"},
                    {"timestamp_granularities[]", "word"},
                    {"timestamp_granularities[]", "segment"}};
      if (!settings.language.empty()) fields.emplace_back("language", settings.language);
      return fields;
    }
    case RemoteKind::Whispercpp:
      return {
          {"temperature", "0"}, {"temperature_inc", "0.2"}, {"response_format", "verbose_json"}};
  }
  return {};
}

class Remote : public app::Transcriber {
 public:
  Remote(RemoteSettings settings, Endpoint endpoint, Wait wait)
      : settings_(std::move(settings)),
        endpoint_(std::move(endpoint)),
        wait_(std::move(wait)),
        rng_(settings_.jitter_seed, 0) {}

  app::Backend backend() const override { return {name_of(settings_.kind), ""}; }

  Result<audio::Transcript> transcribe(std::span<const float> mono_16k,
                                       std::span<const app::SpeechSpan> speech) override {
    audio::Transcript transcript{.backend = name_of(settings_.kind)};
    for (const auto& piece : cut_pieces(mono_16k, speech)) {
      const auto sound = mono_16k.subspan(static_cast<std::size_t>(piece.begin),
                                          static_cast<std::size_t>(piece.end - piece.begin));
      GV_TRY(const auto answer,
             with_retries([&] { return send(sound); }, wait_, rng_, settings_.retry));
      if (answer.status != 200) {
        return tl::unexpected<Error>(error_of(answer, endpoint_.host, settings_.api_key));
      }
      GV_TRY(add_answer(answer.body, piece.start_s(), transcript));
    }
    return transcript;
  }

 private:
  Result<PostAnswer> send(std::span<const float> sound) const {
    auto form = form_of(fields_of(settings_), "speech.wav", "audio/wav", wav_of(sound));
    PostRequest request{.target = target_of(settings_.kind),
                        .headers = {{"Content-Type", form.content_type}},
                        .body = std::move(form.body)};
    if (!settings_.api_key.empty()) {
      request.headers.emplace_back("Authorization", "Bearer " + settings_.api_key);
    }
    return http_post(endpoint_, request, settings_.limits);
  }

  RemoteSettings settings_;
  Endpoint endpoint_;
  Wait wait_;
  Rng rng_;
};

}  // namespace

Result<std::unique_ptr<app::Transcriber>> open_remote(const RemoteSettings& settings, Wait wait) {
  GV_TRY(auto endpoint, Endpoint::parse(settings.base_url, "base_url"));
  if (settings.api_key.find_first_of("\r\n") != std::string::npos) {
    return fail(ErrorCode::InvalidInput, "api_key", "must be one line");
  }
  if (!settings.api_key.empty() && !endpoint.tls && !endpoint.is_loopback()) {
    return fail(ErrorCode::InvalidInput, "base_url",
                "must begin with https:// where a key goes to another machine, got \"" +
                    settings.base_url + "\"");
  }
  return std::make_unique<Remote>(settings, std::move(endpoint), std::move(wait));
}

}  // namespace gv::transcribe
