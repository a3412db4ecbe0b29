#pragma once

#include <memory>

#include "adapters/analysis/analyze_file.h"
#include "app/ports/face_detector.h"
#include "app/ports/object_detector.h"
#include "app/ports/text_reader.h"
#include "app/ports/transcriber.h"
#include "cli/machine_clock.h"
#include "cli/video_settings.h"

namespace gv::cli {

/// Paths of network weights; empty: none.
struct VideoToolPaths {
  std::string faces;    ///< YOLOv8-face or YuNet
  std::string objects;  ///< YOLOv8 with the COCO classes
};

/// The detectors of this machine and the recognisers of speech. What names them is cheap to tell (a
/// stored result is looked up by it); they are opened when something is to be looked at.
class VideoTools {
 public:
  VideoTools(const analysis::Analyzers& analyzers, VideoToolPaths paths, VideoSettings settings);
  ~VideoTools();

  /// Names and hashes, without detectors.
  [[nodiscard]] const analysis::Tools& names() const { return names_; }
  /// Opens the networks that `paths` name: who names one wants that one and no other.
  /// Errors: NotFound: no such file. UnusableInput: no such network.
  [[nodiscard]] Result<void> open_named();
  /// With detectors. What else cannot be opened is left out and noted in `troubles`.
  [[nodiscard]] const analysis::Tools& open();
  [[nodiscard]] const std::vector<std::string>& troubles() const { return troubles_; }

 private:
  Result<void> open_face_network();
  void open_cascade();
  Result<void> open_object_network();
  void open_text();
  void open_transcriber();

  analysis::Analyzers analyzers_;
  VideoToolPaths paths_;
  VideoSettings settings_;
  analysis::Tools names_;
  analysis::Tools opened_;
  bool open_{false};
  MachineClock clock_;
  std::unique_ptr<app::FaceDetector> faces_;
  std::unique_ptr<app::ObjectDetector> objects_;
  std::unique_ptr<app::TextReader> text_;
  std::unique_ptr<app::Transcriber> transcriber_;
  std::vector<std::string> troubles_;
};

}  // namespace gv::cli
