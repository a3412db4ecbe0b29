#pragma once

#include "adapters/meta_double/platform.h"

namespace gv::meta_double {

/// The control plane, which needs no token:
///
///   GET    /__sim/clock       {"now_ms"}
///   POST   /__sim/clock       {"now_ms"} or {"advance_ms"}, never backwards; {"skew_ms"}: of the
///                             times in answers
///   POST   /__sim/advance     {"hours"}
///   POST   /__sim/faults      see faults.h; DELETE takes all back
///   GET    /__sim/requests    what came, without tokens
///   GET    /__sim/events      ?after=N&limit=M: what a CRM would tell of deals, oldest first
///   GET    /__sim/truth       traits of every ad, by id
///   GET    /__sim/score       value bought so far, against the oracle's
///   POST   /__sim/behaviour   {"tier", "proof_required", "review_ms", "disapproval_share"}
///   POST   /__sim/reset       {"scenario", "seed", "ads", "accounts"}: begins anew
[[nodiscard]] Response control_answer(Platform& platform, const Request& request);

}  // namespace gv::meta_double
