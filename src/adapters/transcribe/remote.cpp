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

/// The address without slashes at its end: the service's path comes behind it.
Result<http_client::Url> base_of(const std::string& text) {
  if (text.find_first_of("?#") != std::string::npos) {
    return fail(ErrorCode::InvalidInput, "base_url",
                "must be http(s)://host[:port][/path], got \"" + text + "\"");
  }
  GV_TRY(auto url, http_client::parse_url(text, "base_url"));
  while (url.text.ends_with('/')) url.text.pop_back();
  return url;
}

bool is_this_machine(const http_client::Url& url) {
  const auto address = IpAddress::parse(url.host, "host");
  return url.host == "localhost" || (address && address->is_loopback());
}

class Remote : public app::Transcriber {
 public:
  Remote(RemoteSettings settings, http_client::Url base, const Clock& clock, http_client::Wait wait)
      : settings_(std::move(settings)),
        base_(std::move(base)),
        client_(settings_.limits),
        clock_(clock),
        wait_(std::move(wait)),
        rng_(settings_.jitter_seed, 0) {}

  app::Backend backend() const override { return {name_of(settings_.kind), ""}; }

  Result<audio::Transcript> transcribe(std::span<const float> mono_16k,
                                       std::span<const app::SpeechSpan> speech) override {
    audio::Transcript transcript{.backend = name_of(settings_.kind)};
    for (const auto& piece : cut_pieces(mono_16k, speech)) {
      const auto sound = mono_16k.subspan(static_cast<std::size_t>(piece.begin),
                                          static_cast<std::size_t>(piece.end - piece.begin));
      GV_TRY(const auto answer, send(sound));
      if (answer.status != 200) {
        return tl::unexpected<Error>(error_of(answer, base_.host, settings_.api_key));
      }
      GV_TRY(add_answer(answer.body, piece.start_s(), transcript));
    }
    return transcript;
  }

 private:
  Result<http_client::Response> send(std::span<const float> sound) {
    auto form = form_of(fields_of(settings_), "speech.wav", "audio/wav", wav_of(sound));
    http_client::Request request{
        .method = "POST",
        .url = base_.text + target_of(settings_.kind),
        .headers = {{"Content-Type", form.content_type}, {"Accept", "application/json"}},
        .body = std::move(form.body),
        .repeatable = true};  // hearing the same sound again changes nothing at the other end
    if (!settings_.api_key.empty()) {
      request.headers.emplace_back("Authorization", "Bearer " + settings_.api_key);
    }
    return http_client::send_with_retries(
        [this](const http_client::Request& one) { return client_.send(one); }, request, wait_, rng_,
        clock_, settings_.retry);
  }

  RemoteSettings settings_;
  http_client::Url base_;
  http_client::Client client_;
  const Clock& clock_;
  http_client::Wait wait_;
  Rng rng_;
};

}  // namespace

Result<std::unique_ptr<app::Transcriber>> open_remote(const RemoteSettings& settings,
                                                      const Clock& clock, http_client::Wait wait) {
  GV_TRY(auto base, base_of(settings.base_url));
  if (settings.api_key.find_first_of("\r\n") != std::string::npos) {
    return fail(ErrorCode::InvalidInput, "api_key", "must be one line");
  }
  if (!settings.api_key.empty() && base.scheme != "https" && !is_this_machine(base)) {
    return fail(ErrorCode::InvalidInput, "base_url",
                "must begin with https:// where a key goes to another machine, got \"" +
                    settings.base_url + "\"");
  }
  return std::make_unique<Remote>(settings, std::move(base), clock, std::move(wait));
}

}  // namespace gv::transcribe
