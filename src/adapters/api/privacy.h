#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe/class.hpp>
#include <boost/json/value.hpp>

#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/tracking_routes.h"

namespace gv::api {

class Binder;

/// Whom it is about. At least one; all that are given are taken to be the same person's.
struct SubjectRequest {
  std::optional<std::string> email;
  std::optional<std::string> phone;
  std::optional<std::string> hash;  ///< of a contact, as an export shows it
  std::optional<std::string> visitor_id;
  std::optional<std::string> click_id;
};
BOOST_DESCRIBE_STRUCT(SubjectRequest, (), (email, phone, hash, visitor_id, click_id))
void check(const SubjectRequest& request, Binder& binder);

struct ErasedPart {
  std::int64_t links{0};
  std::int64_t touches{0};
  std::int64_t clicks{0};
  std::int64_t conversions{0};  ///< kept, without what told whose they were
  std::int64_t deals{0};
};
BOOST_DESCRIBE_STRUCT(ErasedPart, (), (links, touches, clicks, conversions, deals))

struct ErasureAnswer {
  std::string status;  ///< "erased": done, not queued
  ErasedPart erased;
};
BOOST_DESCRIBE_STRUCT(ErasureAnswer, (), (status, erased))

/// Forgets a person. Money stays, what leads to the person goes.
struct ErasePerson {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/privacy/erase",
                                    .scope = app::Scope::Admin,
                                    .rate = RateClass::Heavy,
                                    .needs_key = true,
                                    .blocking = true,
                                    .summary = "Erase a person"};
  TrackingServices services;
  Result<Accepted<ErasureAnswer>> operator()(const Context& context,
                                             const SubjectRequest& request) const;
};

struct IdentityRequest {
  std::string type;  ///< "email", "phone", "hash", "visitor", "click"
  std::string value;
};
BOOST_DESCRIBE_STRUCT(IdentityRequest, (), (type, value))

struct EraseIdentity {
  static constexpr RouteInfo kRoute{.method = http::Method::Delete,
                                    .path = "/api/v1/identity/{type}/{value}",
                                    .scope = app::Scope::Admin,
                                    .rate = RateClass::Heavy,
                                    .blocking = true,
                                    .summary = "Erase the person behind one identity"};
  TrackingServices services;
  Result<Accepted<ErasureAnswer>> operator()(const Context& context,
                                             const IdentityRequest& request) const;
};

struct PersonExport {
  std::string status;  ///< "complete"
  boost::json::value data;
};
BOOST_DESCRIBE_STRUCT(PersonExport, (), (status, data))

/// What is kept of a person. The answer is not kept again for who sends the request twice.
struct ExportPerson {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/v1/privacy/export",
                                    .scope = app::Scope::Admin,
                                    .rate = RateClass::Heavy,
                                    .needs_key = true,
                                    .answers_secret = true,
                                    .blocking = true,
                                    .summary = "Everything that is kept of a person"};
  TrackingServices services;
  Result<Accepted<PersonExport>> operator()(const Context& context,
                                            const SubjectRequest& request) const;
};

}  // namespace gv::api
