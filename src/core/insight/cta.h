#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>

#include "core/insight/cta_detect.h"
#include "core/insight/cta_plan.h"

namespace gv::insight {

/// All about calls to action in one video: what it has, and what it should have.
struct CtaSection {
  std::string config;  ///< key of the advice: ecommerce, saas, leadgen, app
  CtaPlacementAdvice placement;
  std::vector<CtaStep> sequence;
  std::vector<CtaSpan> spans;
  std::optional<CtaPlacement> placement_class;  ///< of the spans; null: none of the known ones
  std::optional<CtaScore> existing;             ///< null: neither text nor speech recognised
};
BOOST_DESCRIBE_STRUCT(CtaSection, (),
                      (config, placement, sequence, spans, placement_class, existing))

/// Looks for calls to action, scores the best one, and advises for a goal ("sales", "leads", ...).
[[nodiscard]] CtaSection assess_cta(const CtaInput& input, std::string_view goal,
                                    const Lexicon& lexicon);

}  // namespace gv::insight
