#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace gv::gvtest {

/// An account's ads as a sync of its platform would have left them.
struct SeedOptions {
  std::string database;         ///< an SQLite file, made when it is missing; nobody serves it
  std::string account{"demo"};  ///< its id; the account itself is made by the setup
  std::string currency{"USD"};  ///< of the account
  int ads{100};                 ///< 50 to an ad set, 4 ad sets to a campaign
  int days{28};                 ///< of each ad, the last one yesterday
  std::uint64_t seed{1};
  TimePoint now{};
};

/// Writes them through the repositories: the same options give the same rows, and once more changes
/// nothing. One ad in ten has a deal. Errors: Unavailable while the file is served; those of the
/// store.
[[nodiscard]] Result<void> seed_store(const SeedOptions& options);

}  // namespace gv::gvtest
