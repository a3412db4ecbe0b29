#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "app/ports/transcriber.h"
#include "io/http_client/retry.h"

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
  /// Who configures a server may mean one of this machine or its network; but sound and key go
  /// where they were told to, and no redirect leads them further.
  http_client::Limits limits{.redirects_max = 0, .allow_private = true};
  http_client::RetryPolicy retry{.retries_max = 2};
  std::uint64_t jitter_seed{0};
};

/// A transcriber that uploads the speech in pieces of at most 30 s, one after the other. One piece
/// that fails for good fails the whole. `wait` spends the time between attempts; `clock` is asked
/// for how long a server's "not before" is, and outlives the transcriber.
/// Errors: InvalidInput: the address, also when it would show the key to a network.
[[nodiscard]] Result<std::unique_ptr<app::Transcriber>> open_remote(
    const RemoteSettings& settings, const Clock& clock,
    http_client::Wait wait = http_client::sleep_for());

}  // namespace gv::transcribe
