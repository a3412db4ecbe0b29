#pragma once

#include "clip_file.h"

#include <span>
#include <string_view>

#include "base/result.h"

/// The generated sets of clips. Each writes its clips and truth.json into options.folder.
namespace gv::gvtest {

[[nodiscard]] Result<void> make_bench(const GenerateOptions& options);
[[nodiscard]] Result<void> make_uhd(const GenerateOptions& options);
[[nodiscard]] Result<void> make_cuts(const GenerateOptions& options);         // G1
[[nodiscard]] Result<void> make_transitions(const GenerateOptions& options);  // G2
[[nodiscard]] Result<void> make_accidents(const GenerateOptions& options);    // G3
[[nodiscard]] Result<void> make_forms(const GenerateOptions& options);        // G4
[[nodiscard]] Result<void> make_motion(const GenerateOptions& options);       // G5
[[nodiscard]] Result<void> make_rhythm(const GenerateOptions& options);       // G6
[[nodiscard]] Result<void> make_sync(const GenerateOptions& options);         // G7
[[nodiscard]] Result<void> make_loudness(const GenerateOptions& options);     // G8
[[nodiscard]] Result<void> make_captions(const GenerateOptions& options);     // G9
[[nodiscard]] Result<void> make_speech(const GenerateOptions& options);       // G10
[[nodiscard]] Result<void> make_looks(const GenerateOptions& options);        // G11
[[nodiscard]] Result<void> make_hooks(const GenerateOptions& options);        // G12

struct ClipSet {
  std::string_view id;
  Result<void> (*make)(const GenerateOptions& options);
};
/// In the order of the specification.
[[nodiscard]] std::span<const ClipSet> clip_sets();

}  // namespace gv::gvtest
