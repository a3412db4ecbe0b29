#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ports/ad_states.h"
#include "app/ports/pipeline_versions.h"
#include "app/read_live_account.h"

namespace gv::app {

struct AccountInputsPorts {
  Store& store;
  AdStates& ads;
  LiveAccountPorts live;
  const PipelineVersions& pipelines;
};

/// An ad of the account on which a run does not decide.
struct LeftOut {
  std::string ad_id;
  std::string_view reason;  ///< "excluded", "no_daily_budget"
};

/// What a run over an account's ads decides on.
struct AccountInputs {
  RunInputs inputs;
  bool live{false};                  ///< platforms told, so that changes can be asked for
  std::vector<std::string> known{};  ///< every ad of the account, taking part or not
  std::vector<LeftOut> left_out{};   ///< of them, by id
};

/// What platforms and the CRM told of the account's ads where it is connected, else what clients
/// told of them: one way for whoever decides. Nothing above the account's cap of a day is shared
/// out: a total that is asked for is refused (InvalidInput, "total_budget"), the sum of today's
/// budgets is cut. Errors: also those of `read_live_account`, `live_inputs` and `inputs_of`.
[[nodiscard]] Result<AccountInputs> account_inputs(const AccountInputsPorts& ports,
                                                   const AccountScope& scope,
                                                   const LiveRequest& request,
                                                   const AccountSettings& settings);

/// What is known of the ad that is known best.
[[nodiscard]] TimePoint newest_data(const RunInputs& inputs);

}  // namespace gv::app
