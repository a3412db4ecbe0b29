#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include "app/video/profile.h"
#include "base/result.h"

namespace gv::analysis {

/// Who looks and listens beside what is always measured: shots, motion, looks and sound.
struct Analyzers {
  bool faces{true};
  bool objects{true};
  bool ocr{true};
  bool asr{false};
};
BOOST_DESCRIBE_STRUCT(Analyzers, (), (faces, objects, ocr, asr))

/// `Fast`: none; `Standard`: all that look; `Deep`: all.
[[nodiscard]] Analyzers analyzers_of(video::Profile profile);

/// "fast", "standard", "deep". Errors: InvalidInput at `where`.
[[nodiscard]] Result<video::Profile> profile_named(const std::string& name, std::string_view where);

/// Those that are named and no others of what may be chosen: "faces", "objects", "ocr", "asr".
/// Errors: InvalidInput at `where`: an unknown name, or one that looks in the profile `Fast`.
[[nodiscard]] Result<Analyzers> analyzers_named(const std::vector<std::string>& names,
                                                video::Profile profile, std::string_view where);

}  // namespace gv::analysis
