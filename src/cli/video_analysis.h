#pragma once

#include <string>
#include <vector>

#include "adapters/analysis/analyze_file.h"
#include "adapters/analysis/cache.h"
#include "cli/interrupt.h"
#include "cli/session.h"
#include "cli/video_settings.h"
#include "cli/video_tools.h"

namespace gv::cli {

/// The options of every command that looks at videos, as text.
struct VideoOptions {
  std::vector<std::string> files;
  std::string profile{"standard"};
  std::string analyzers;  ///< empty: those of the profile
  std::string shot_detector{"median_ratio"};
  std::string goal{"sales"};
  std::string face_weights;
  std::string object_weights;
  std::string threads;
  bool audio_only{false};
  bool salvage{false};
  bool no_cache{false};
};
void add_video_options(CLI::App& command, VideoOptions& options);

/// One analysed file.
struct Analysed {
  std::string path;
  analysis::Document document;
  std::string json;  ///< its canonical text, as stored
  bool from_cache{false};
};

/// Looks at videos one after the other, or finds what was seen before: a document, or what another
/// goal was measured by.
class VideoAnalysis {
 public:
  /// Errors: InvalidInput naming the option.
  [[nodiscard]] static Result<VideoAnalysis> create(const Session& session,
                                                    const VideoOptions& options,
                                                    VideoSettings settings);

  /// Opens the networks that the options name, before anything is decoded.
  /// Errors: NotFound, UnusableInput naming the file.
  [[nodiscard]] Result<void> open_named() { return tools_->open_named(); }

  /// Sets the story that clips are laid out for; `length_s` as `video::Aim::story_s`.
  void tell(insight::StoryboardTemplate story, double length_s) {
    plan_.aim.story = story;
    plan_.aim.story_s = length_s;
  }

  /// `with_pictures`: stored documents will not do, for they hold no pictures.
  /// Errors: those of `analysis::measure_file`.
  [[nodiscard]] Result<Analysed> of(const std::string& path, const Interrupt& interrupt,
                                    bool with_pictures = false);
  [[nodiscard]] const analysis::Plan& plan() const { return plan_; }

 private:
  VideoAnalysis(const Session& session, analysis::Plan plan, VideoToolPaths paths,
                VideoSettings settings);
  [[nodiscard]] std::optional<Analysed> stored(const std::string& path,
                                               const std::string& sha256) const;
  [[nodiscard]] std::optional<analysis::Measurement> measured(const std::string& sha256) const;
  [[nodiscard]] Result<analysis::Measurement> measure(const std::string& path,
                                                      const Interrupt& interrupt,
                                                      bool with_pictures);
  /// Stores what is whole; nothing else, nor without a cache.
  [[nodiscard]] Result<void> keep(const std::string& path,
                                  const analysis::Measurement& measurement);
  [[nodiscard]] Result<void> keep(const Analysed& analysed);
  [[nodiscard]] Analysed interpreted(const std::string& path,
                                     analysis::Measurement measurement) const;

  const Session* session_;
  analysis::Plan plan_;
  std::unique_ptr<VideoTools> tools_;
  analysis::Cache cache_;
  bool use_cache_{true};
  int threads_{1};
  bool told_{false};  ///< what is missing was said
};

}  // namespace gv::cli
