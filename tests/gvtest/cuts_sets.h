#pragma once

#include "clip_file.h"
#include "montage.h"

#include <string>

namespace gv::gvtest {

/// A clip of shots without sound. The picture is drawn where the job runs.
[[nodiscard]] ClipJob montage_job(std::string name, std::string variant, const MontageStyle& style,
                                  std::uint64_t seed, const GenerateOptions& options);

/// A seed of one clip of a set.
[[nodiscard]] std::uint64_t clip_seed(const GenerateOptions& options, std::string_view set,
                                      std::size_t clip);

}  // namespace gv::gvtest
