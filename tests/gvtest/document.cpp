#include "document.h"

#include "watch.h"

#include <utility>

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
  const analysis::Plan plan{.limits = kPatient};
  GV_TRY(auto document,
         analysis::analyze_file(path, plan, tools, {.decoder_threads = how.decoder_threads}));
  if (document.status != analysis::Status::Complete) {
    const auto& errors = document.errors;
    return fail(ErrorCode::UnusableInput, path,
                "was not analysed to its end: " +
                    (errors.empty() ? std::string("no reason given") : errors.front().message));
  }
  return document;
}

}  // namespace gv::gvtest
