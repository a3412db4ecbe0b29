#pragma once

#include <string>

namespace gv::app {

/// What answered: part of a document's identity, so that results of different detectors or weights
/// are never taken for each other.
struct Backend {
  std::string name;            ///< "haar", "yunet", "yolov8", "tesseract"
  std::string weights_sha256;  ///< 64 hex digits of the weight file; empty where there is none
  friend bool operator==(const Backend&, const Backend&) = default;
};

}  // namespace gv::app
