#include "app/execute/platform_trouble.h"

#include <algorithm>

#include "base/hash.h"

namespace gv::app {
namespace {

constexpr Millis kReadAgain{1'000};
constexpr Millis kReadRefused{60'000};

}  // namespace

double luck_of_change(const AdChange& change) {
  return static_cast<double>(xxh64(change.id + ":" + std::to_string(change.attempts)) >> 11U) *
         0x1.0p-53;
}

Millis read_again_in(const execute::PlatformError& error, int attempts, double luck) {
  const auto plan = execute::react(error, attempts, luck);
  const bool refused = plan.reaction == execute::Reaction::GiveUp;
  return std::max(plan.wait, refused ? kReadRefused : kReadAgain);
}

ChangeTrouble trouble_of(const execute::PlatformError& error) {
  return {.reason = std::string(execute::to_text(error.error_class)),
          .message = error.field.empty() ? error.message : error.field + ": " + error.message,
          .code = error.code,
          .subcode = error.subcode,
          .trace_id = error.trace_id};
}

}  // namespace gv::app
