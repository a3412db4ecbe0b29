#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <boost/describe/class.hpp>

#include "adapters/api/form.h"
#include "app/ports/principal.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "io/http/headers.h"
#include "io/http/request.h"

namespace gv::api {

/// What an endpoint may want to know beside its typed request.
struct Context {
  const http::Request& http;
  const app::Principal* principal{nullptr};  ///< null where everyone may
  AccountId account{};                       ///< permitted; empty on routes of the installation
  Form form{};
  TimePoint now{};
};

/// The request of a route that takes nothing.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

/// Answers other than 200 with a body.
template <class T>
struct Created {
  T body;
  std::string location;
};
template <class T>
struct Accepted {
  T body;
  std::string location;  ///< of the job; empty: there is none to wait for
};
struct NoContent {};
/// Another answer with header fields of its own: a cookie.
template <class T>
struct WithHeaders {
  T body;
  http::Headers headers;
};
/// 200 with an entity tag; 304 where If-None-Match names it.
template <class T>
struct Tagged {
  T body;
  std::string etag;  ///< with its quotes
};
/// 202, or 200 with what was asked for when that is there already.
template <class T, class Done>
struct AcceptedOr {
  std::variant<Accepted<T>, Tagged<Done>> answer;
};
/// 200, or a 422 that lists everything that is wrong.
template <class T>
struct Judged {
  T body;
  std::vector<Error> errors;  ///< none: it is accepted
};
/// 200, or with the same body 503.
template <class T>
struct Checked {
  T body;
  bool ok{true};
};

}  // namespace gv::api
