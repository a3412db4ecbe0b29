#include "core/vision/scenes.h"

#include <algorithm>

#include "base/check.h"

namespace gv::vision {

std::vector<Scene> group_scenes(std::span<const Shot> shots,
                                std::span<const std::optional<Signature>> signatures,
                                const SceneConfig& config) {
  GV_CHECK(shots.size() == signatures.size());
  std::vector<Scene> scenes;
  std::size_t first = 0;
  std::size_t held = 0;  // the last shot that a link from the scene reaches
  for (std::size_t i = 0; i < shots.size(); ++i) {
    const std::size_t end = std::min(shots.size(), i + config.reach + 1);
    for (std::size_t j = i + 1; signatures[i] && j < end; ++j) {
      if (signatures[j] && cosine(*signatures[i], *signatures[j]) >= config.cosine_min) {
        held = std::max(held, j);
      }
    }
    if (i < held) continue;
    scenes.push_back({.i = static_cast<std::int64_t>(scenes.size()),
                      .first_shot = static_cast<std::int64_t>(first),
                      .last_shot = static_cast<std::int64_t>(i),
                      .start_s = shots[first].start_s,
                      .end_s = shots[i].end_s});
    first = i + 1;
    held = first;
  }
  return scenes;
}

}  // namespace gv::vision
