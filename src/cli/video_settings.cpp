#include "cli/video_settings.h"

#include "cli/machine_clock.h"
#include "cli/secret.h"

namespace gv::cli {
namespace {

constexpr const char* kKeyVariable = "GEMINIVIDEO_VIDEO_TRANSCRIPTION_API_KEY";

Result<transcribe::RemoteSettings> remote_of(const settings::Transcription& told) {
  transcribe::RemoteSettings remote;
  const bool needs_key = told.base_url == remote.base_url;
  remote.kind = told.backend == settings::TranscriptionBackend::Openai
                    ? transcribe::RemoteKind::Openai
                    : transcribe::RemoteKind::Whispercpp;
  remote.base_url = told.base_url;
  remote.model = told.model;
  remote.language = told.language;
  GV_TRY(remote.api_key, secret_from_environment(kKeyVariable));
  if (needs_key && remote.api_key.empty()) {
    return fail(ErrorCode::ConfigRange, kKeyVariable,
                "must be set: video.transcription.base_url asks for a key");
  }
  // Opening connects to nothing; it shows whether the address and the key can be.
  const MachineClock clock;
  const auto opened = transcribe::open_remote(remote, clock);
  if (opened) return remote;
  const auto& error = opened.error();
  const bool of_key = error.where == "api_key";
  return fail(ErrorCode::ConfigRange,
              of_key ? std::string(kKeyVariable) : "video.transcription." + error.where,
              error.message);
}

}  // namespace

Result<VideoSettings> video_settings(const Session& session) {
  const auto& path = session.globals.config;
  const auto usd = Currency::usd();  // no amount is read here
  GV_TRY(auto settings, path.empty() ? settings::defaults(usd) : settings::load_file(path, usd));
  VideoSettings made{.video = std::move(settings.video)};
  const auto& speech = made.video.transcription;
  if (speech.backend != settings::TranscriptionBackend::Local) {
    GV_TRY(made.remote, remote_of(speech));
  }
  return made;
}

}  // namespace gv::cli
