#pragma once

#include "base/currency.h"
#include "io/json/json.h"

namespace gv::api {

/// The two families of paths and what differs between them.
enum class Family {
  Fixed,  ///< without /v1: names and encodings of existing clients, for good
  V1,     ///< /api/v1: canonical
};

/// How a request is read and an answer is written.
///
/// |                | fixed                        | v1                                 |
/// |----------------|------------------------------|------------------------------------|
/// | amount         | 12.5, major units            | {"amount_minor": 1250, "currency"} |
/// | percent        | 12.5                         | 0.125                              |
/// | unknown member | ignored                      | refused                            |
struct Form {
  Family family{Family::V1};
  Currency currency{Currency::usd()};  ///< of the account
};

}  // namespace gv::api
