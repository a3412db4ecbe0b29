#pragma once

#include <string_view>

#include "app/ports/account_keys.h"
#include "app/ports/job_handler.h"
#include "app/ports/personal_data.h"
#include "app/ports/settings_source.h"
#include "app/tracking/forget_schedule.h"

namespace gv::app {

/// Forgets what has outlived its time: clicks, links, fingerprints, sealed addresses, and the keys
/// of hashes that nobody looks up any more. Repeating it does no harm.
class ForgetExpired final : public JobHandler {
 public:
  ForgetExpired(PersonalData& data, AccountKeys& keys, const SettingsSource& settings,
                ForgetSchedule& schedule)
      : data_(data), keys_(keys), settings_(settings), schedule_(schedule) {}

  [[nodiscard]] std::string_view queue() const override { return kForgetQueue; }
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;

  /// One batch, as part of a transaction.
  Result<ErasedRows> forget(Transaction& transaction);

 private:
  PersonalData& data_;
  AccountKeys& keys_;
  const SettingsSource& settings_;
  ForgetSchedule& schedule_;
};

}  // namespace gv::app
