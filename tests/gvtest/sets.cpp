#include "sets.h"

#include <array>

namespace gv::gvtest {

std::span<const ClipSet> clip_sets() {
  static constexpr std::array kSets{
      ClipSet{"bench", make_bench},    ClipSet{"uhd", make_uhd},      ClipSet{"G1", make_cuts},
      ClipSet{"G2", make_transitions}, ClipSet{"G3", make_accidents}, ClipSet{"G4", make_forms},
      ClipSet{"G5", make_motion},      ClipSet{"G6", make_rhythm},    ClipSet{"G7", make_sync},
      ClipSet{"G8", make_loudness},    ClipSet{"G9", make_captions},  ClipSet{"G10", make_speech},
      ClipSet{"G11", make_looks},      ClipSet{"G12", make_hooks},
  };
  return kSets;
}

}  // namespace gv::gvtest
