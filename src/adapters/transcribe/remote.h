#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "adapters/transcribe/http_post.h"
#include "adapters/transcribe/retry.h"
#include "app/ports/transcriber.h"

namespace gv::transcribe {

/// Which server is asked, and how. Sound leaves the machine only through one of these.
enum class RemoteKind {
  Openai,      ///< POST {base}/v1/audio/transcriptions, bearer key
  Whispercpp,  ///< POST {base}/inference, the server of whisper.cpp
};

struct RemoteSettings {
  RemoteKind kind{RemoteKind::Openai};
  std::string base_url{"https://api.openai.com"};
  std::string model{"whisper-1"};  ///< OpenAI only
  std::string language{};          ///< ISO 639-1; empty: the server finds out. OpenAI only
  std::string api_key{};           ///< secret, in no message; empty: no header
  PostLimits limits{};
  RetrySettings retry{};
  std::uint64_t jitter_seed{0};
};

/// A transcriber that uploads the speech in pieces of at most 30 s, one after the other. One piece
/// that fails for good fails the whole. `wait` spends the time between attempts.
/// Errors: InvalidInput: the address, also when it would show the key to a network.
[[nodiscard]] Result<std::unique_ptr<app::Transcriber>> open_remote(const RemoteSettings& settings,
                                                                    Wait wait = sleep_for());

}  // namespace gv::transcribe
