#pragma once

#include <string>

#include "adapters/analysis/document.h"

namespace gv::analysis {

// What was found, in words for people: what the terminal and the report both say. Words of the
// video stand in it as they came; callers escape them for where they are shown.

/// What was said: how much of it, since when, and its beginning. What was heard too unsurely to be
/// quoted gives no more than the words that are sure.
[[nodiscard]] std::string words_text(const Document& document);
/// What is to be seen, the longest first.
[[nodiscard]] std::string objects_text(const Document& document);
/// What a brand may not want beside it: the verdict, and why there is none.
[[nodiscard]] std::string safety_text(const Document& document);
/// "tobacco at 1.5 s, it blocks: speech: cheap cigars".
[[nodiscard]] std::string flag_text(const vision::SafetyFlag& flag);
/// The score out of 100, "no evidence" where nothing speaks for a hook or against it.
[[nodiscard]] std::string hook_score_text(const insight::HookReport& hook);

}  // namespace gv::analysis
