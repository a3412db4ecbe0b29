#pragma once

#include <optional>
#include <type_traits>
#include <utility>

#include "base/result.h"

namespace gv {

/// Lets a runner that only knows success and failure carry a value out of the work it runs.
/// `run(step)` calls `step(argument)` and returns `Result<void>`; `work(argument)` returns any
/// `Result<T>`, and so does this. When `run` runs the work again, the last value counts; when it
/// fails after the work (a commit), its error does.
template <class Argument, class Run, class Work>
auto carry_out(const Run& run, Work& work) -> std::invoke_result_t<Work&, Argument&> {
  using Outcome = std::invoke_result_t<Work&, Argument&>;
  std::optional<Outcome> outcome;
  const Result<void> done = run([&](Argument& argument) -> Result<void> {
    outcome.emplace(work(argument));
    if (!*outcome) return tl::unexpected<Error>(outcome->error());
    return {};
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return std::move(*outcome);
}

}  // namespace gv
