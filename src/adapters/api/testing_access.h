#pragma once

#include <memory>

#include "app/access/access.h"
#include "app/access/connect.h"
#include "app/ports/idempotency.h"
#include "app/ports/search.h"
#include "base/time.h"

namespace gv::api::testing {

/// The user who owns the accounts gym (AED) and shop (JPY), and how they sign in.
inline constexpr const char* kOwner = "0190a000-0000-7000-8000-00000000000a";
inline constexpr const char* kOwnerEmail = "ada@example.com";
inline constexpr const char* kPassword = "correct horse battery";
/// A viewer of gym.
inline constexpr const char* kViewer = "0190a000-0000-7000-8000-00000000000b";

/// Users, keys, accounts and configurations in an SQLite store of its own.
class AccessBench {
 public:
  /// `clock` outlives it.
  explicit AccessBench(const Clock& clock);
  ~AccessBench();
  [[nodiscard]] app::Access& access();
  [[nodiscard]] app::Connect& connect();
  [[nodiscard]] app::Store& store();
  [[nodiscard]] app::IdempotencyKeys& idempotency();
  [[nodiscard]] app::Search& search();
  /// As on a first start: no users, no accounts.
  void empty();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gv::api::testing
