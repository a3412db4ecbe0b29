#pragma once

#include "adapters/settings/settings.h"
#include "adapters/settings/values_reader.h"

namespace gv::settings {

// One function a section of the file: the values in use as the modules take them.
[[nodiscard]] decide::Config decision_of(const ValuesReader& read, belief::Mode mode);
/// Errors: ConfigRange for values that do not fit together.
[[nodiscard]] Result<Executor> executor_of(const ValuesReader& read);
[[nodiscard]] Fatigue fatigue_of(const ValuesReader& read);
[[nodiscard]] Video video_of(const ValuesReader& read);
/// Errors: ConfigRange.
[[nodiscard]] Result<Attribution> attribution_of(const ValuesReader& read);
/// Errors: ConfigRange.
[[nodiscard]] Result<Conversions> conversions_of(const ValuesReader& read);
/// The preset's pipeline with what the account says of it. Errors: all that keeps it from being
/// one, each with its key in `where`.
[[nodiscard]] tl::expected<revenue::PipelineConfig, std::vector<Error>> pipeline_of(
    const ValuesReader& read, Currency currency);

}  // namespace gv::settings
