#include "app/ports/analyses.h"

namespace gv::app {

std::string_view to_text(AnalysisStatus status) {
  switch (status) {
    case AnalysisStatus::Queued:
      return "queued";
    case AnalysisStatus::Complete:
      return "complete";
    case AnalysisStatus::Partial:
      return "partial";
  }
  return "";
}

Result<AnalysisStatus> parse_analysis_status(std::string_view text, std::string_view where) {
  if (text == "queued") return AnalysisStatus::Queued;
  if (text == "complete") return AnalysisStatus::Complete;
  if (text == "partial") return AnalysisStatus::Partial;
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be queued, complete or partial, got \"" + std::string(text) + "\"");
}

}  // namespace gv::app
