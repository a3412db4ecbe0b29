#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/rng.h"
#include "base/time.h"

namespace gv::hubspot_double {

/// A request as a server hands it over: header names in lower case, target with its query.
struct Request {
  std::string method;
  std::string target;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  [[nodiscard]] std::string_view header(std::string_view name) const;
  [[nodiscard]] std::string_view path() const;
  [[nodiscard]] std::string_view query() const;
};

/// What a server does with the answer beside sending it.
enum class Delivery { Normal, Drop, Truncate, Duplicate };

struct Response {
  int status{200};
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  Millis delay{0};
  Delivery delivery{Delivery::Normal};
};

struct PropertyValue {
  std::string value;
  TimePoint at{};
};

/// A deal or a contact: every property with its history, oldest first.
struct CrmObject {
  std::string id;
  std::map<std::string, std::vector<PropertyValue>, std::less<>> properties;
  std::vector<std::string> contacts;  ///< of deals
  TimePoint created{};
  TimePoint updated{};
  bool archived{false};
  /// The present value; nothing when it was never set.
  [[nodiscard]] std::optional<std::string_view> value(std::string_view property) const;
};
using Objects = std::map<std::string, CrmObject, std::less<>>;

struct Stage {
  std::string id;
  std::string label;
  std::string probability;
  bool closed{false};
};

/// A webhook event waiting to be delivered.
struct PendingEvent {
  std::int64_t event_id{0};
  std::string subscription_type;
  std::string object_id;
  std::string property_name;
  std::string property_value;
  TimePoint occurred_at{};
  TimePoint due{};
  int attempt{0};
};

/// "Answer so, the next times a request matches".
struct Fault {
  std::string method;  ///< empty: any
  std::string path_regex;
  std::string action;  ///< status, delay, drop, truncate, duplicate, rate_limit
  int times{1};
  int status{500};
  Millis delay{0};
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

/// How a portal behaves. The defaults are kind.
struct Behaviour {
  std::string access_token{"pat-double"};
  std::string client_secret{"yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy"};
  std::int64_t portal_id{62515};
  std::int64_t app_id{54321};
  int burst{100};               ///< requests per 10 s before 429
  std::size_t batch_max{100};   ///< events per webhook
  double duplicate_share{0.0};  ///< of webhook events delivered twice, in [0, 1]
  bool reorder{false};          ///< webhook events in any order
  Millis webhook_lag{0};        ///< from change to delivery
};

/// The whole state of one simulated portal. Everything follows from the seed, the requests and the
/// clock, which only `POST /__sim/clock` moves.
struct World {
  explicit World(std::uint64_t seed, TimePoint start, Behaviour how = {});

  Behaviour behaviour;
  std::uint64_t seed;
  TimePoint start;
  TimePoint now;
  Rng rng;
  std::int64_t next_object{1000};
  std::int64_t next_event{1};
  std::int64_t next_correlation{1};
  Objects deals;
  Objects contacts;
  std::vector<Stage> stages;
  std::vector<PendingEvent> pending;
  std::vector<Fault> faults;
  std::vector<Request> requests;  ///< recorded; control requests are not
  std::vector<TimePoint> recent;  ///< of the last 10 s
};

/// Ten contacts and deals with e-mail addresses, stages and amounts.
void seed_objects(World& world);

/// A new deal with its properties; queues "deal.creation" and one event a property. Returns its id.
std::string create_deal(World& world, const std::map<std::string, std::string>& properties,
                        std::vector<std::string> contacts);
/// Sets a property and queues the event. False when there is no such deal.
bool change_deal(World& world, std::string_view id, const std::string& property,
                 const std::string& value);
/// Archives a deal and queues "deal.deletion". False when there is no such deal.
bool delete_deal(World& world, std::string_view id);

}  // namespace gv::hubspot_double
