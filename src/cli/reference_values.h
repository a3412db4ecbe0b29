#pragma once

#include <optional>
#include <string_view>

namespace gv::cli {

/// What an independent design study found for a policy on a scenario, as printed there.
struct ReferenceValues {
  const char* regret;
  const char* waste;
  const char* lost;  ///< share of winners lost for good
};

/// Nothing where the study has no value. Clean measurement only.
[[nodiscard]] std::optional<ReferenceValues> reference_values(std::string_view scenario,
                                                              std::string_view policy);

}  // namespace gv::cli
