#pragma once

#include <functional>
#include <string>
#include <thread>

#include "adapters/analysis/media_reader.h"
#include "adapters/analysis/video_analyzer.h"
#include "adapters/api/asset_routes.h"
#include "adapters/objects/folder_objects.h"
#include "app/assets/analyze_asset.h"
#include "app/assets/delete_asset.h"
#include "app/assets/keep_file.h"
#include "app/assets/resume_upload.h"
#include "app/assets/sweep_files.h"
#include "cli/serving_parts.h"
#include "cli/video_toolbox.h"
#include "io/log/log.h"

namespace gv::cli {

/// Videos of accounts: their files below the data directory, what is seen in them, and what takes
/// them in.
struct MediaParts {
  /// What is passed by reference outlives it.
  MediaParts(app::Store& store, Repositories& tables, const std::string& data_dir,
             VideoSettings settings, const Clock& clock, const log::Logger& logger);

  /// For the routes. `on_queued` is told that a video waits.
  [[nodiscard]] api::AssetServices services(std::function<void()> on_queued);
  /// Begins to sweep, beside everything else.
  void start();
  /// Ends the analysis at hand, which is tried again one day, and the sweep.
  void stop();
  /// Removes files that belong to nothing; how many. Errors: those of `SweepFiles::run`.
  Result<std::int64_t> sweep() { return sweep_.run(); }
  [[nodiscard]] app::ObjectStore& objects() { return objects_; }

 private:
  void sweep_files();

  app::Store& store_;
  Repositories& tables_;
  const log::Logger& logger_;
  objects::FolderObjects objects_;
  analysis::MediaReader reader_;
  VideoToolbox toolbox_;
  analysis::VideoAnalyzer analyzer_;
  app::KeepFile keep_;
  app::ResumeUpload uploads_;
  app::DeleteAsset remove_;
  app::SweepFiles sweep_;

 public:
  app::AnalyzeAsset analyze;

 private:
  std::jthread sweeping_{};  // last: it uses all of the above
};

}  // namespace gv::cli
