#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "adapters/analysis/analyzers.h"
#include "adapters/analysis/document.h"
#include "adapters/analysis/measurement.h"
#include "app/ports/transcriber.h"
#include "app/video/interpret.h"
#include "app/video/picture_stage.h"
#include "io/media/source.h"

namespace gv::analysis {

/// Changes when the same file would be seen otherwise.
inline constexpr const char* kAnalyzerVersion = "1";

/// How far the work on one file is.
struct Progress {
  double fraction{0.0};  ///< covered time / duration, [0, 1]
  double t{0.0};         ///< seconds of video done
};

/// Everything the result depends on besides the file.
struct Plan {
  video::Profile profile{video::Profile::Standard};
  Analyzers analyzers;
  vision::DetectorKind shot_detector{vision::DetectorKind::MedianRatio};
  media::Limits limits;
  video::Aim aim;
  bool salvage{false};
  bool audio_only{false};
};

/// SHA-256 of the plan in canonical form: a part of a document's identity.
[[nodiscard]] std::string config_hash(const Plan& plan);
/// The same without `aim`: a part of a measurement's.
[[nodiscard]] std::string measuring_hash(const Plan& plan);

/// What looks and listens; null or absent: not set up.
struct Tools {
  video::Detectors detectors;
  app::Transcriber* transcriber{nullptr};
  std::string face_backend;
  std::string object_backend;
  std::string text_backend;
  std::string speech_backend;  ///< with whatever its words depend on
  std::vector<std::string> weight_hashes;
};

/// How the work is done; nothing here changes the result.
struct Workplace {
  std::string decoder_executable;  ///< empty: decode in this process
  int decoder_threads{1};
  std::stop_token cancel;
  std::function<void(const Progress&)> on_progress;
  bool keep_sheet{true};  ///< of a picture a shot, which only a report shows
};

/// Everything that names who looks, in one line.
[[nodiscard]] std::string names_of(const Tools& tools);

/// The key of a stored document: SHA-256 of the file, configuration, versions and weights.
[[nodiscard]] std::string cache_key(const std::string& sha256, const Plan& plan,
                                    const Tools& tools);
/// The key of a stored measurement, which is the same for every `aim`.
[[nodiscard]] std::string measurement_key(const std::string& sha256, const Plan& plan,
                                          const Tools& tools);

/// Decodes the file once and measures everything the plan asks for.
///
/// A file that ends early gives a measurement of status `partial` with `salvage`, else the error
/// Truncated; an interruption gives a partial one once a shot is over.
/// Errors: those of `media::open` and `media::Source::next`.
[[nodiscard]] Result<Measurement> measure_file(const std::string& path, const Plan& plan,
                                               const Tools& tools, const Workplace& workplace);

/// What `plan.aim` makes of a measurement of the same plan: the same bytes, fresh or stored.
/// Milliseconds for a minute of video.
[[nodiscard]] Document document_of(Measurement measurement, const Plan& plan);

/// Both. Errors: those of `measure_file`.
[[nodiscard]] Result<Document> analyze_file(const std::string& path, const Plan& plan,
                                            const Tools& tools, const Workplace& workplace);

}  // namespace gv::analysis
