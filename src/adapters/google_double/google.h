#pragma once

#include "adapters/meta_double/front.h"
#include "adapters/meta_double/platform.h"

namespace gv::google_double {

/// Answers as the REST interface of Google Ads would, over the market that Meta's double holds:
/// checks path, version, tokens, types and fields, and refuses with Google's own errors. What it
/// does not know is refused too.
///
///   POST /vN/customers/{id}/googleAds:searchStream, googleAds:search   see gaql.h and query.h
///   POST /vN/customers/{id}/{collection}:mutate, googleAds:mutate      see mutate.h
///   GET  /vN/customers:listAccessibleCustomers
///   POST /token                                                        see token.h
///
/// The control plane names ads by their own number, without their ad group's. The market has to
/// have its budgets on campaigns. Requests count against Meta's limits, which are about Google's; a
/// refusal says when to come again.
[[nodiscard]] meta_double::Response speak_google(meta_double::Platform& platform,
                                                 const meta_double::Request& request,
                                                 const meta_double::Fault* fault);

/// How a market behaves that `speak_google` speaks for.
[[nodiscard]] meta_double::Behaviour google_behaviour();

}  // namespace gv::google_double
