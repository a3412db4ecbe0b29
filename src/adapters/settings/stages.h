#pragma once

#include <vector>

#include "base/currency.h"
#include "base/result.h"
#include "core/revenue/pipeline_config.h"
#include "io/json/field.h"

namespace gv::settings {

/// Checks the form of a list of stages:
///
///   - key: show_up            snake_case
///     label: Showed up        unset: the key
///     kind: open              open, won, lost
///     value: 4200             major units, >= 0; unset: 0
///     win_probability: 0.6    in [0, 1]; unset: 1 of a won stage, else 0
///     confidence: 0.85        in [0, 1]; unset: 1
///     days_to_close: 1        >= 0; unset: 0
///     crm_refs: [{crm: hubspot, pipeline_id: default, stage_id: "123"}]
///
/// Whether they make a pipeline `revenue::PipelineConfig` tells. Errors: UnknownKey, ConfigRange.
[[nodiscard]] Result<boost::json::value> read_stages(const json::Field& field);

/// Precondition (checked): accepted by `read_stages`.
[[nodiscard]] std::vector<revenue::Stage> stages_of(const boost::json::value& stages,
                                                    Currency currency);

/// JSON Schema of the list.
[[nodiscard]] json::Value stages_schema();

}  // namespace gv::settings
