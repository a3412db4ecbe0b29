#include "core/insight/cta.h"

namespace gv::insight {

CtaSection assess_cta(const CtaInput& input, std::string_view goal, const Lexicon& lexicon) {
  const auto& config = *cta_for_goal(goal).config;
  CtaSection section;
  section.config = config.key;
  section.placement = place_cta(input.energy, input.duration_s, config.duration_s);
  section.sequence = cta_sequence(input.duration_s, config.duration_s);
  section.spans = detect_ctas(input, lexicon);
  if (input.texts || input.transcript) {
    section.placement_class = cta_placement(section.spans, input.duration_s);
  }
  section.existing = score_existing_cta(input, section.spans, lexicon);
  return section;
}

}  // namespace gv::insight
