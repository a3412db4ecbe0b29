#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/vision/shots.h"
#include "core/vision/signature.h"

namespace gv::vision {

/// Priors of the grouping of shots.
struct SceneConfig {
  double cosine_min{0.9};
  std::size_t reach{3};  ///< shots apart that may still belong together
};

/// Groups shots into scenes: two shots at most `reach` apart whose signatures are alike hold
/// together everything between them (a dialogue cut back and forth is one scene). `signatures`
/// has one entry per shot, empty where none was taken. O(shots reach).
[[nodiscard]] std::vector<Scene> group_scenes(std::span<const Shot> shots,
                                              std::span<const std::optional<Signature>> signatures,
                                              const SceneConfig& config = {});

}  // namespace gv::vision
