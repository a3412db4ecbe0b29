#include "document.h"

#include "adapters/analysis/analyze_file.h"
#include "adapters/detectors/faces.h"
#include "adapters/ocr/text_reader.h"

namespace gv::gvtest {

Result<analysis::Document> document_of(const std::string& path, const LookClosely& how) {
  analysis::Tools tools;
  detectors::OpenedFaceDetector faces;
  std::unique_ptr<app::TextReader> text;
  if (how.faces) {
    GV_TRY(faces, detectors::open_face_detector());
    tools.detectors.faces = faces.detector.get();
    tools.face_backend = faces.detector->backend().name;
  }
  if (how.text) {
    GV_TRY(text, ocr::open_text_reader());
    tools.detectors.text = text.get();
    tools.text_backend = text->backend().name;
  }
  // A busy machine must not make a result partial: what is judged here is not the time.
  analysis::Plan plan;
  plan.limits.total_min_s = 3600.0;
  return analysis::analyze_file(path, plan, tools, {.decoder_threads = how.decoder_threads});
}

}  // namespace gv::gvtest
