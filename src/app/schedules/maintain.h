#pragma once

#include <functional>
#include <string_view>

#include "app/ports/job_handler.h"
#include "app/ports/store.h"
#include "app/ports/upkeep.h"

namespace gv::app {

inline constexpr std::string_view kMaintenanceQueue = "maintenance";

/// Makes room for what is to come, and clears what the installation has no more use for: rows in
/// batches, so that nobody waits long for the writer, then the files that belong to nothing.
class Maintain final : public SharedJobHandler {
 public:
  /// How many files went.
  using Sweep = std::function<Result<std::int64_t>()>;

  /// What is passed by reference, and what `sweep` uses, outlives it.
  Maintain(Store& store, Upkeep& upkeep, Sweep sweep)
      : store_(store), upkeep_(upkeep), sweep_(std::move(sweep)) {}

  [[nodiscard]] std::string_view queue() const override { return kMaintenanceQueue; }
  Result<std::optional<std::string>> work(const Job& job, const JobPulse& pulse) override;

 private:
  Store& store_;
  Upkeep& upkeep_;
  const Sweep sweep_;
};

}  // namespace gv::app
