#include "io/media/decode_source.h"
#include "io/media/probe.h"
#include "io/media/source.h"

namespace gv::media {

Result<std::unique_ptr<Source>> open(const std::string& path, const SourceOptions& options) {
  GV_TRY(auto file, InputFile::open(path, options.limits));
  GV_TRY(auto source, DecodeSource::open(std::move(file), options));
  return std::unique_ptr<Source>(std::move(source));
}

Result<ProbeResult> probe(const std::string& path, const Limits& limits) {
  SourceOptions options;
  options.limits = limits;
  options.probe_only = true;
  options.want_audio = false;
  GV_TRY(const auto source, open(path, options));
  return source->probe();
}

}  // namespace gv::media
