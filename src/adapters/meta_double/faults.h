#pragma once

#include <optional>

#include "adapters/meta_double/graph_error.h"
#include "adapters/meta_double/platform.h"
#include "base/result.h"

namespace gv::meta_double {

// What a fault does to the operation that meets it, by `action`:
//
//   status         answers `status` with `body`; nothing is applied
//   error          answers the Graph error `code`, `subcode`; nothing is applied
//   rate_limit     the error 17/2446079, or `code`, `subcode`
//   expire_token   the error 190/463
//   delay          applies and answers after `delay`
//   status_after   applies and answers `status` with `body` all the same
//   drop_before    breaks off without an answer; nothing is applied
//   drop_after     applies and breaks off without an answer ("drop" is the same)
//   truncate       applies and breaks off in the middle of the answer
//   stale_read     a read shows the object as it was before its last change
//   duplicate      the next CRM events are told twice
//
// Within a batch a dropped operation is a null entry; delay, truncate, status_after and
// duplicate are the whole request's.

/// Reads a fault as POST /__sim/faults takes it. Errors: those of the fields.
[[nodiscard]] Result<Fault> read_fault(const boost::json::value& from);

/// The fault that meets this operation, used up by one; nothing when none does. `inner`: it is part
/// of a batch.
[[nodiscard]] std::optional<Fault> next_fault(Platform& platform, std::string_view method,
                                              std::string_view path, bool inner);

/// The refusal that a fault stands for; nothing when it lets the operation through.
[[nodiscard]] std::optional<GraphError> refusal_of(const Fault& fault);

}  // namespace gv::meta_double
