#include "adapters/analysis/analyzers.h"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/json/value.hpp>

#include "io/json/described.h"

namespace gv::analysis {

Analyzers analyzers_of(video::Profile profile) {
  const bool looks = profile != video::Profile::Fast;
  return {.faces = looks, .objects = looks, .ocr = looks, .asr = profile == video::Profile::Deep};
}

Result<video::Profile> profile_named(const std::string& name, std::string_view where) {
  const boost::json::value text(name);
  video::Profile profile{};
  if (json::read_into(json::Field(text), profile)) return profile;
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be fast, standard or deep, got \"" + name + "\"");
}

Result<Analyzers> analyzers_named(const std::vector<std::string>& names, video::Profile profile,
                                  std::string_view where) {
  Analyzers chosen{.faces = false, .objects = false, .ocr = false, .asr = false};
  const std::array<std::pair<std::string_view, bool*>, 4> known{{{"faces", &chosen.faces},
                                                                 {"objects", &chosen.objects},
                                                                 {"ocr", &chosen.ocr},
                                                                 {"asr", &chosen.asr}}};
  for (const auto& name : names) {
    const auto found = std::ranges::find(known, name, &std::pair<std::string_view, bool*>::first);
    if (found == known.end()) {
      return fail(ErrorCode::InvalidInput, std::string(where),
                  "must be of faces, objects, ocr and asr, got \"" + name + "\"",
                  "shots, motion, looks and sound are always measured");
    }
    *found->second = true;
  }
  if (profile == video::Profile::Fast && (chosen.faces || chosen.objects || chosen.ocr)) {
    return fail(ErrorCode::InvalidInput, std::string(where),
                "faces, objects and ocr need the profile standard or deep, got fast");
  }
  return chosen;
}

}  // namespace gv::analysis
