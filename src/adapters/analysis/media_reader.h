#pragma once

#include <string>
#include <utility>

#include "app/ports/video_analyzer.h"
#include "io/media/probe.h"

namespace gv::analysis {

/// What a file is, in the words of the port.
[[nodiscard]] app::MediaFacts facts_of(const media::ProbeResult& probe);

/// Looks at files of unknown origin in a restricted child process.
class MediaReader final : public app::MediaReader {
 public:
  /// `decoder_executable` as of `Workplace`.
  explicit MediaReader(std::string decoder_executable)
      : decoder_executable_(std::move(decoder_executable)) {}

  Result<app::FirstLook> look(const std::string& path) override;

 private:
  const std::string decoder_executable_;
};

}  // namespace gv::analysis
