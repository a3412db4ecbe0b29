#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "adapters/api/collection.h"
#include "adapters/api/context.h"
#include "adapters/api/route_info.h"
#include "adapters/api/tracking_routes.h"
#include "adapters/api/wire_types.h"

namespace gv::api {

/// One or several values of a customer information parameter, in clear or hashed.
struct PersonValues {
  std::vector<std::string> all;
};

template <>
struct Codec<PersonValues> {
  static void read(const value& in, PersonValues& out, Binder& binder);
  static object schema(Family family, Side side) {
    return {{"anyOf", boost::json::array{Codec<std::string>::schema(family, side),
                                         Codec<std::vector<std::string>>::schema(family, side)}}};
  }
};

struct EventRequest {
  std::string event_name;
  std::map<std::string, PersonValues> user_data;
  std::optional<std::int64_t> event_time;  ///< seconds since 1970; now when absent
  std::optional<Amount> value;
  std::optional<std::string> currency;  ///< the account's
  std::optional<std::map<std::string, boost::json::value>> custom_data;
  std::optional<std::string> event_id;
  std::optional<std::string> action_source;  ///< "system_generated" when absent
  std::optional<std::string> event_source_url;
  std::optional<bool> limited_data_use;
};
BOOST_DESCRIBE_STRUCT(EventRequest, (),
                      (event_name, user_data, event_time, value, currency, custom_data, event_id,
                       action_source, event_source_url, limited_data_use))
void check(const EventRequest& request, Binder& binder);

struct EventReceipt {
  std::string status;  ///< "queued", "duplicate"
  std::string event_id;
};
BOOST_DESCRIBE_STRUCT(EventReceipt, (), (status, event_id))

/// An event of a site's server, to be told with the next ones.
struct TrackConversionEvent {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/ml/meta-capi/track",
                                    .twin = "/api/v1/capi/events",
                                    .scope = app::Scope::Ingest,
                                    .rate = RateClass::Ingest,
                                    .blocking = true,
                                    .summary = "Tell an ad platform of a conversion"};
  TrackingServices services;
  Result<Accepted<EventReceipt>> operator()(const Context& context,
                                            const EventRequest& request) const;
};

struct TriedEvent {
  std::int64_t events_received{0};
  std::string fbtrace_id;
  std::vector<std::string> messages;
};
BOOST_DESCRIBE_STRUCT(TriedEvent, (), (events_received, fbtrace_id, messages))

/// An event that shows up on the data set's test page and counts for nothing.
struct TryConversionEvent {
  static constexpr RouteInfo kRoute{.method = http::Method::Post,
                                    .path = "/api/meta/capi/test",
                                    .twin = "/api/v1/meta/capi/test",
                                    .scope = app::Scope::Publish,
                                    .blocking = true,
                                    .summary = "Send a test event to the data set at once"};
  TrackingServices services;
  Result<TriedEvent> operator()(const Context& context, const EventRequest& request) const;
};

enum class DeliveryState { Pending, Sent, Suppressed, Expired, Rejected };
BOOST_DESCRIBE_ENUM(DeliveryState, Pending, Sent, Suppressed, Expired, Rejected)

struct ListEventsRequest : PageRequest {
  std::optional<DeliveryState> status;
  std::optional<std::string> event_name;
};
BOOST_DESCRIBE_STRUCT(ListEventsRequest, (PageRequest), (status, event_name))

/// An event and what became of it. It tells nothing of a person.
struct EventLine {
  std::string id;
  std::string platform;
  std::string dataset_id;
  std::string event_name;
  std::string event_id;
  TimePoint event_time;
  DeliveryState status{DeliveryState::Pending};
  std::int64_t attempts{0};
  std::optional<TimePoint> next_attempt_at;  ///< of a pending one
  std::optional<TimePoint> sent_at;
  std::optional<std::string> reason;      ///< why it is not sent
  std::optional<std::string> fbtrace_id;  ///< by which the platform finds the request
  std::optional<std::int64_t> match_quality;
  TimePoint created_at;
};
BOOST_DESCRIBE_STRUCT(EventLine, (),
                      (id, platform, dataset_id, event_name, event_id, event_time, status, attempts,
                       next_attempt_at, sent_at, reason, fbtrace_id, match_quality, created_at))

struct ListConversionEvents {
  static constexpr RouteInfo kRoute{
      .path = "/api/v1/capi/events",
      .scope = app::Scope::Read,
      .blocking = true,
      .summary = "Conversion events for ad platforms, and what became of them"};
  TrackingServices services;
  Result<Collection<EventLine>> operator()(const Context& context,
                                           const ListEventsRequest& request) const;
};

}  // namespace gv::api
