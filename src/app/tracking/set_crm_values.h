#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/ports/ad_states.h"
#include "app/ports/learning_log.h"
#include "app/ports/store.h"
#include "base/result.h"

namespace gv::app {

/// What became of a table of values.
struct CrmValuesOutcome {
  std::int64_t updated{0};           ///< ads that have their value now
  std::vector<std::string> unknown;  ///< names that are of no ad, or of ads on several platforms
};

/// Takes what a CRM says ads are worth in total: a snapshot, which replaces and does not add. It
/// goes through the log as the difference to what was known, so that a rebuild comes to the same;
/// the same table again changes nothing. How far the ads' own data reach stays as it was.
class SetCrmValues {
 public:
  SetCrmValues(Store& store, LearningLog& log, AdStates& ads)
      : store_(store), log_(log), ads_(ads) {}

  /// `values`: minor units by ad, bare or "<platform>:<id>". Errors: Overflow; those of the store,
  /// after which nothing was set.
  Result<CrmValuesOutcome> run(const AccountScope& scope,
                               const std::map<std::string, std::int64_t>& values);

 private:
  Result<std::optional<StoredAdState>> known(Transaction& transaction, const std::string& name);
  Result<void> set(Transaction& transaction, const StoredAdState& state, std::int64_t value);

  Store& store_;
  LearningLog& log_;
  AdStates& ads_;
};

}  // namespace gv::app
