#include "adapters/meta/dataset.h"

#include <utility>

#include "io/json/json.h"
#include "io/json/loose.h"
#include "io/json/serialize.h"

namespace gv::meta {
namespace {

using boost::json::array;
using boost::json::object;

object user_json(const server_events::UserData& user) {
  object data;
  for (const auto& [field, hashes] : user.hashed) data[field] = array(hashes.begin(), hashes.end());
  for (const auto& [field, text] : user.plain) data[field] = text;
  return data;
}

/// The decimal digits of an amount as the nearest number: JSON has no other.
double major_of(std::int64_t minor, const Currency& currency) {
  return static_cast<double>(minor) / static_cast<double>(currency.minor_per_major());
}

tl::unexpected<execute::PlatformError> unfit(std::string message) {
  return tl::unexpected(execute::PlatformError{.error_class = execute::ErrorClass::Invalid,
                                               .message = std::move(message)});
}

server_events::Receipt receipt_of(const GraphAnswer& answer) {
  server_events::Receipt receipt{.trace_id = answer.trace_id};
  const auto* const body = answer.body.if_object();
  if (body == nullptr) return receipt;
  receipt.events = json::whole_of(*body, "events_received").value_or(0);
  if (auto trace = json::text_of(*body, "fbtrace_id"); !trace.empty()) {
    receipt.trace_id = std::move(trace);
  }
  if (const auto* const messages = json::array_of(*body, "messages")) {
    for (const auto& message : *messages) {
      if (message.is_string()) receipt.messages.emplace_back(message.get_string());
    }
  }
  return receipt;
}

}  // namespace

Result<object> event_json(const app::ServerEvent& event) {
  GV_TRY(auto custom, json::parse(event.custom_data, "custom_data"));
  if (!custom.is_object()) {
    return fail(ErrorCode::UnusableInput, "custom_data", "must be an object");
  }
  if (event.value_minor && event.currency) {
    custom.get_object()["value"] = major_of(*event.value_minor, *event.currency);
    custom.get_object()["currency"] = std::string(event.currency->code());
  }
  const auto at = std::chrono::floor<std::chrono::seconds>(event.at).time_since_epoch();
  object told{{"event_name", event.name},
              {"event_time", at.count()},
              {"event_id", event.id},
              {"action_source", event.action_source},
              {"user_data", user_json(event.user)}};
  if (!event.source_url.empty()) told["event_source_url"] = event.source_url;
  if (!custom.get_object().empty()) told["custom_data"] = std::move(custom);
  if (event.limited_use) {
    told["data_processing_options"] = array{"LDU"};
    told["data_processing_options_country"] = 0;
    told["data_processing_options_state"] = 0;
  }
  return told;
}

server_events::SendAnswer Dataset::send(std::string_view dataset_id,
                                        std::span<const app::ServerEvent> events,
                                        std::string_view test_code) {
  if (!is_graph_id(dataset_id)) return unfit("the data set has no id that can stand in a path");
  array data;
  for (const auto& event : events) {
    auto told = event_json(event);
    if (!told) return unfit(to_string(told.error()));
    data.push_back(*std::move(told));
  }
  Params params{{"data", json::compact(data)}};
  if (!test_code.empty()) params["test_event_code"] = test_code;
  // Repeating it does no harm: the platform counts an event id once.
  const auto answered = graph_.post(std::string(dataset_id) + "/events", params);
  if (!answered.result) return tl::unexpected(answered.result.error());
  return receipt_of(*answered.result);
}

}  // namespace gv::meta
