#pragma once

#include <functional>

#include "adapters/api/api.h"
#include "app/ports/account_scope.h"
#include "app/ports/idempotency.h"

namespace gv::api {

/// The key that a request may be sent again under; empty: none was sent.
[[nodiscard]] std::string_view idempotency_key(const http::Request& request);

/// Answers a POST that brings an Idempotency-Key once: the same request under the same key gets the
/// same status and body again (`Idempotency-Replayed: true`) for a day; another request under it
/// 422; one that is still at work 409. Answers of 5xx are not kept: the key is free again.
///
/// The key is taken before and the answer kept after the endpoint ran, in transactions of their
/// own. A process that dies in between leaves a key whose outcome is not known, and which therefore
/// stays taken for its day: nothing is done twice.
class KeyedCalls {
 public:
  /// What is passed outlives it.
  KeyedCalls(app::Store& store, app::IdempotencyKeys& keys) : store_(store), keys_(keys) {}

  /// `call` is run when the key is new. Answers 400 for a key that is none.
  [[nodiscard]] http::Response answer(const app::AccountScope& scope, std::string_view route,
                                      const Context& context, const Input& input,
                                      const std::function<http::Response()>& call) const;

 private:
  [[nodiscard]] http::Response run(const app::AccountScope& scope, std::string_view key,
                                   const std::function<http::Response()>& call) const;
  Result<void> release(const app::AccountScope& scope, std::string_view key) const;

  app::Store& store_;
  app::IdempotencyKeys& keys_;
};

}  // namespace gv::api
