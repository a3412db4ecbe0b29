#include "adapters/meta_double/dataset.h"

#include <algorithm>
#include <array>

#include "io/json/loose.h"

namespace gv::meta_double {
namespace {

using boost::json::object;
using boost::json::value;

constexpr std::size_t kEventsOfRequestMax = 1'000;
constexpr std::size_t kNameBytesMax = 50;
constexpr int kTooOld = 2804003;
constexpr int kNobody = 2804050;
constexpr std::int64_t kSecondsAhead = 600;
constexpr std::int64_t kSecondsKept = 7 * 86'400;
constexpr Millis kCountedOnce{Hours{48}};

constexpr std::array<std::string_view, 9> kSources{"website",
                                                   "app",
                                                   "phone_call",
                                                   "chat",
                                                   "email",
                                                   "other",
                                                   "system_generated",
                                                   "physical_store",
                                                   "business_messaging"};
constexpr std::array<std::string_view, 10> kHashedFields{"em", "ph", "fn",      "ln", "ct",
                                                         "st", "zp", "country", "db", "ge"};
constexpr std::array<std::string_view, 6> kTellsOfSomebody{"em",  "ph",  "external_id",
                                                           "fbc", "fbp", "lead_id"};

using Complaint = std::optional<GraphError>;

bool is_digest(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Complaint wrong_time(const object& event, TimePoint now) {
  const auto at = json::whole_of(event, "event_time");
  if (!at) return bad_parameter("event_time", "must be an integer");
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  if (*at > seconds + kSecondsAhead) {
    return bad_parameter("event_time", "must be in seconds and not in the future");
  }
  if (*at < seconds - kSecondsKept) {
    return GraphError{.code = 100,
                      .subcode = kTooOld,
                      .message = "Invalid parameter",
                      .user_message =
                          "The timestamp for this event is too far in the past. Events "
                          "need to be sent within 7 days."};
  }
  return std::nullopt;
}

Complaint wrong_hashes(const object& user) {
  for (const auto field : kHashedFields) {
    const auto* const told = user.if_contains(field);
    if (told == nullptr) continue;
    const auto is_hashed = [](const value& one) {
      return one.is_string() && is_digest(one.get_string());
    };
    const auto* const list = told->if_array();
    const bool fine =
        list == nullptr ? is_hashed(*told) : std::all_of(list->begin(), list->end(), is_hashed);
    if (!fine) return bad_parameter(field, "must be hashed with SHA-256");
  }
  return std::nullopt;
}

Complaint wrong_user(const object& event) {
  const auto* const user = json::object_of(event, "user_data");
  if (user == nullptr) return bad_parameter("user_data", "is required");
  if (auto wrong = wrong_hashes(*user)) return wrong;
  const bool device = user->contains("client_ip_address") && user->contains("client_user_agent");
  const bool somebody = std::any_of(kTellsOfSomebody.begin(), kTellsOfSomebody.end(),
                                    [&](auto field) { return user->contains(field); });
  if (device || somebody) return std::nullopt;
  return GraphError{.code = 100,
                    .subcode = kNobody,
                    .message = "Invalid parameter",
                    .user_message =
                        "This event doesn't have enough customer information parameters "
                        "to be matched to a person."};
}

Complaint wrong_source(const object& event) {
  const auto source = json::text_of(event, "action_source");
  if (std::find(kSources.begin(), kSources.end(), source) == kSources.end()) {
    return bad_parameter("action_source", "must be one of the known sources");
  }
  if (source != "website") return std::nullopt;
  const auto* const user = json::object_of(event, "user_data");
  if (user == nullptr || !user->contains("client_user_agent")) {
    return bad_parameter("client_user_agent", "is required for website events");
  }
  if (json::text_of(event, "event_source_url").empty()) {
    return bad_parameter("event_source_url", "is required for website events");
  }
  return std::nullopt;
}

Complaint wrong_sale(const object& event) {
  const auto* const custom = json::object_of(event, "custom_data");
  const auto* const told = custom == nullptr ? nullptr : json::member(*custom, "value");
  if (json::text_of(event, "event_name") != "Purchase" && told == nullptr) return std::nullopt;
  if (told == nullptr || !told->is_number()) {
    return bad_parameter("custom_data.value", "must be a number");
  }
  const auto currency = json::text_of(*custom, "currency");
  const bool code =
      currency.size() == 3 &&
      std::all_of(currency.begin(), currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!code) return bad_parameter("custom_data.currency", "must be an ISO 4217 code");
  return std::nullopt;
}

Complaint wrong_event(const value& told, TimePoint now) {
  const auto* const event = told.if_object();
  if (event == nullptr) return bad_parameter("data", "must be a list of events");
  const auto name = json::text_of(*event, "event_name");
  if (name.empty() || name.size() > kNameBytesMax) {
    return bad_parameter("event_name", "must have 1 to 50 characters");
  }
  if (auto wrong = wrong_time(*event, now)) return wrong;
  if (auto wrong = wrong_source(*event)) return wrong;
  if (auto wrong = wrong_user(*event)) return wrong;
  return wrong_sale(*event);
}

/// The first of a name and id counts; what comes later than 48 hours after it counts anew.
void count_event(Platform& platform, const object& event) {
  auto& told = platform.told;
  ++told.received;
  const auto name = json::text_of(event, "event_name");
  const auto id = json::text_of(event, "event_id");
  const auto known = told.newest.find({name, id});
  const bool again = !id.empty() && known != told.newest.end() &&
                     platform.now - told.events[known->second].came < kCountedOnce;
  if (again) {
    ++told.events[known->second].times;
    return;
  }
  told.newest[{name, id}] = told.events.size();
  told.events.push_back({.payload = event, .came = platform.now});
}

}  // namespace

Graph<value> take_events(Platform& platform, const Call& call) {
  const auto* const data = call.find("data");
  const auto* const events = data == nullptr ? nullptr : data->if_array();
  if (events == nullptr || events->empty()) {
    return tl::unexpected(bad_parameter("data", "must be a list of events"));
  }
  if (events->size() > kEventsOfRequestMax) {
    return tl::unexpected(bad_parameter("data", "must have at most 1000 events"));
  }
  for (const auto& told : *events) {
    if (auto wrong = wrong_event(told, platform.now)) return tl::unexpected(*std::move(wrong));
  }
  if (call.text("test_event_code").value_or("").empty()) {
    for (const auto& told : *events) count_event(platform, told.get_object());
  } else {
    platform.told.tests += static_cast<std::int64_t>(events->size());
  }
  return value(object{{"events_received", events->size()},
                      {"messages", boost::json::array()},
                      {"fbtrace_id", platform.new_trace()}});
}

object told_events(const Platform& platform) {
  boost::json::array list;
  for (const auto& told : platform.told.events) {
    list.push_back(object{{"event_name", json::text_of(told.payload, "event_name")},
                          {"event_id", json::text_of(told.payload, "event_id")},
                          {"event_time", json::whole_of(told.payload, "event_time").value_or(0)},
                          {"times", told.times},
                          {"payload", told.payload}});
  }
  const auto counted = static_cast<std::int64_t>(platform.told.events.size());
  return {{"received", platform.told.received},
          {"counted", counted},
          {"duplicates", platform.told.received - counted},
          {"tests", platform.told.tests},
          {"events", std::move(list)}};
}

}  // namespace gv::meta_double
