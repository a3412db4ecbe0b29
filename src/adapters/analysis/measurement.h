#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/analysis/document.h"
#include "app/video/readings.h"
#include "base/result.h"
#include "io/media/source.h"

namespace gv::analysis {

/// What was measured on one file: all of its analysis that does not depend on what the advice is
/// for, so that another goal need not decode the file again.
struct Measurement {
  video::Measured measured;  ///< its troubles are in `errors`
  media::ProbeResult source;
  media::End end;
  double covered_s{0.0};
  Status status{Status::Complete};
  std::vector<video::Trouble> errors;
  Capabilities capabilities;
  std::string tools;  ///< `names_of` who looked
};
BOOST_DESCRIBE_STRUCT(Measurement, (),
                      (measured, source, end, covered_s, status, errors, capabilities, tools))

/// A digest line, then JSON with every bit of every number. Pictures are not in it.
[[nodiscard]] std::string measurement_text(const Measurement& measurement);
/// Errors: UnusableInput: not what `measurement_text` of this layout wrote, whole.
[[nodiscard]] Result<Measurement> measurement_from(std::string_view text);

/// Changes with the members of what is written: a part of the key of a stored measurement.
[[nodiscard]] const std::string& measurement_layout();

}  // namespace gv::analysis
