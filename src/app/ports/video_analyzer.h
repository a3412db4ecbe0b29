#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/analyses.h"
#include "app/ports/assets.h"
#include "base/result.h"

namespace gv::app {

/// A media file at first sight.
struct FirstLook {
  MediaFacts facts{};
  std::string poster{};  ///< its first picture as JPEG; empty: it could not be made
};

/// Tells what files are. Safe to use from many threads.
class MediaReader {
 public:
  virtual ~MediaReader() = default;
  /// Errors: NotAvailable, Unavailable: it could not look. All others say what is wrong with the
  /// file, see `is_of_the_file`.
  virtual Result<FirstLook> look(const std::string& path) = 0;
};

/// Whether an error of reading media is the fault of the file, so that looking again cannot help.
[[nodiscard]] bool is_of_the_file(ErrorCode code);

/// What is asked of an analysis: what its result depends on beside the file.
struct AnalysisOrder {
  std::string profile{"standard"};  ///< fast, standard, deep
  /// Of faces, objects, ocr and asr; none: those of the profile.
  std::optional<std::vector<std::string>> analyzers{};
  bool salvage{false};  ///< use what a damaged file still holds
};

/// One analysis to be done.
struct AnalysisTask {
  std::string asset_id;
  AnalysisOrder order{};
};

/// What an analysis found.
struct AnalysisResult {
  AnalysisStatus status{AnalysisStatus::Complete};
  std::string analysis_id;
  std::string document;               ///< JSON, all of it
  std::string summary;                ///< JSON, without its series
  std::vector<Clip> clips;            ///< without ids
  std::vector<int> clip_pictures;     ///< per clip: the place of its picture, from 1; 0: none
  std::vector<std::string> pictures;  ///< JPEG, best first
};

enum class ShotListForm { Csv, Edl, Otio };

/// Sees videos. One call of `analyze` at a time; the others are safe to use from many threads.
class VideoAnalyzer {
 public:
  virtual ~VideoAnalyzer() = default;

  /// The key of such an analysis.
  /// Errors: InvalidInput naming the member of the order.
  virtual Result<AnalysisKey> key_of(const AnalysisTask& task) = 0;
  /// A task as the data of a job, JSON; and back. Errors: InvalidInput.
  [[nodiscard]] virtual std::string job_data_of(const AnalysisTask& task) = 0;
  virtual Result<AnalysisTask> task_of(std::string_view job_data) = 0;
  /// `on_progress` is told the share that is done, in [0, 1], on this thread.
  /// Errors: as `MediaReader::look`; Cancelled after a stop.
  virtual Result<AnalysisResult> analyze(const std::string& path, const AccountId& account,
                                         const AnalysisTask& task,
                                         const std::function<void(double)>& on_progress,
                                         const std::stop_token& stop) = 0;
  /// The shots of a stored document for other programs. Errors: UnusableInput.
  virtual Result<std::string> shot_list(std::string_view document, const std::string& clip_name,
                                        ShotListForm form) = 0;
};

}  // namespace gv::app
