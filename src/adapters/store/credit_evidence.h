#pragma once

#include <string>
#include <string_view>

#include "app/ports/conversions.h"

namespace gv::store {

/// What a credit set rests on, as the column `candidates` of its first row holds it: origin,
/// reason, actor, what each layer found and the clicks that came into question.
[[nodiscard]] std::string evidence_json(const app::RecordedCredits& credits);

/// The same, read: everything but seq, time, version, model and split. Errors: UnusableInput.
[[nodiscard]] Result<app::RecordedCredits> read_evidence(std::string_view text);

}  // namespace gv::store
