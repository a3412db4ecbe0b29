#include <cstdint>
#include <string_view>

#include <boost/json/value.hpp>

#include "adapters/analysis/document.h"
#include "adapters/analysis/report_html.h"
#include "adapters/analysis/shot_list.h"
#include "base/check.h"

// Whatever lies where a document was stored is refused with a sentence, or reads and writes the
// same again, as lists of shots and a report too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gv;
  using analysis::ShotListForm;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto document = analysis::from_json(text, "stored");
  if (!document) {
    GV_CHECK(!document.error().message.empty());
    return 0;
  }
  const auto written = analysis::to_json(*document);
  const auto again = analysis::from_json(written, "written");
  GV_CHECK(again && analysis::to_json(*again) == written);
  (void)analysis::summary_tree(*document);
  for (const auto form : {ShotListForm::Csv, ShotListForm::Edl, ShotListForm::Otio}) {
    GV_CHECK(!analysis::shot_list(*document, "a.mp4", form).empty());
  }
  GV_CHECK(!analysis::report_html(*document, "a.mp4").empty());
  return 0;
}
