#pragma once

#include <string>

#include "core/insight/cta_detect.h"
#include "core/insight/hook.h"

namespace gv::video {

/// One improvement of the hook or the call to action as a sentence for people, without a full stop.
[[nodiscard]] std::string advice_text(const insight::HookImprovement& improvement);
[[nodiscard]] std::string advice_text(insight::CtaAdvice advice);

}  // namespace gv::video
