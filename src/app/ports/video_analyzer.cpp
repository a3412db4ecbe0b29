#include "app/ports/video_analyzer.h"

#include <algorithm>
#include <array>

namespace gv::app {

bool is_of_the_file(ErrorCode code) {
  static constexpr std::array kOfTheFile{
      ErrorCode::UnusableInput,   ErrorCode::EmptyFile,       ErrorCode::UnsupportedMedia,
      ErrorCode::ForbiddenFormat, ErrorCode::NoVideoStream,   ErrorCode::LimitSize,
      ErrorCode::LimitDuration,   ErrorCode::LimitResolution, ErrorCode::LimitMemory,
      ErrorCode::Truncated,       ErrorCode::DecodeFailed,    ErrorCode::Stalled};
  return std::ranges::find(kOfTheFile, code) != kOfTheFile.end();
}

}  // namespace gv::app
