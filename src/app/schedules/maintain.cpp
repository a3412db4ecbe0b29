#include "app/schedules/maintain.h"

#include <fmt/format.h>

namespace gv::app {
namespace {

constexpr int kRowsAtOnce = 5'000;

}  // namespace

Result<std::optional<std::string>> Maintain::work(const Job&, const JobPulse& pulse) {
  for (;;) {
    GV_TRY(const auto most, store_.write_shared([&](SharedTransaction& transaction) {
      return upkeep_.clear(transaction, kRowsAtOnce);
    }));
    if (most < kRowsAtOnce) break;
    GV_TRY(pulse());
  }
  GV_TRY(const auto files, sweep_());
  // Last: where much is to be moved it may take too long, which keeps nothing else from being done.
  GV_TRY(const auto rooms, store_.write_shared([&](SharedTransaction& transaction) {
    return upkeep_.make_room(transaction);
  }));
  return std::optional(fmt::format(R"({{"partitions":{},"files":{}}})", rooms, files));
}

}  // namespace gv::app
