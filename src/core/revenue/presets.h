#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/revenue/pipeline_config.h"

namespace gv::revenue {

/// Names `preset` knows, in the order they are offered.
[[nodiscard]] std::span<const std::string_view> preset_names();

/// A pipeline to start from, version 1, in the account's currency. All numbers are priors.
///
/// `service_business` and `lead_gen` are the stages of `ptd_fitness`. Stage values scale with
/// `aov_minor` / the preset's own AOV. Without `aov_minor` the preset's own AOV holds, which is
/// only known in the preset's own currency; `hubspot_default` has none.
/// Errors: UnknownKey for an unknown name, InvalidInput when `aov_minor` is needed or not in
/// (0, 2^53].
[[nodiscard]] Result<PipelineConfig> preset(std::string_view name, Currency currency,
                                            std::optional<std::int64_t> aov_minor,
                                            const AccountId& account = AccountId("account"));

/// What a CRM says about one of its own stages; `probability` is the CRM's text ("0.4").
struct CrmProbability {
  std::string stage_id;
  std::string probability;
};

/// `spec` with the win probabilities the CRM itself states (HubSpot: metadata.probability).
/// Stages are met by key or by the stage id of a CRM reference; others keep their prior.
/// Errors: InvalidInput, when a text is no number in [0, 1].
[[nodiscard]] Result<PipelineSpec> with_crm_probabilities(PipelineSpec spec,
                                                          std::span<const CrmProbability> stated);

}  // namespace gv::revenue
