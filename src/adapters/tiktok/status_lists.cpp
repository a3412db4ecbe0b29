#include "adapters/tiktok/status_lists.h"

#include <algorithm>

#include "adapters/tiktok/api_error.h"
#include "io/json/loose.h"

namespace gv::tiktok {
namespace {

using boost::json::object;

/// The name of the list in the body of a change of status: "ad_ids". Empty: there is none.
std::string_view list_name(const object& body) {
  for (const auto& [name, value] : body) {
    if (std::string_view(name).ends_with("_ids")) return name;
  }
  return {};
}

bool goes_with(const StatusList& list, const ApiWrite& write, std::size_t ids_max) {
  return list.places.size() < ids_max && list.write.path == write.path &&
         list.write.body.at("operation_status") == write.body.at("operation_status");
}

}  // namespace

bool is_status_write(const ApiWrite& write) { return write.path.ends_with("/status/update/"); }

std::vector<StatusList> status_lists(std::span<const PlacedWrite> writes, std::size_t ids_max) {
  std::vector<StatusList> lists;
  for (const auto& one : writes) {
    const auto open = std::find_if(lists.begin(), lists.end(), [&](const StatusList& list) {
      return goes_with(list, one.write, ids_max);
    });
    if (open == lists.end()) {
      lists.push_back({one.write, {one.place}});
      continue;
    }
    const auto name = list_name(one.write.body);
    open->write.body.at(name).get_array().push_back(one.write.body.at(name).get_array().front());
    open->places.push_back(one.place);
  }
  return lists;
}

std::optional<execute::PlatformError> left_out(const StatusList& list, std::size_t index,
                                               const ApiAnswer& answer) {
  if (answer.code == kNothingToUpdate) return std::nullopt;  // all are as they should be
  const auto name = list_name(list.write.body);
  const auto* const data = answer.data.if_object();
  const auto* const done = data == nullptr ? nullptr : json::array_of(*data, name);
  // An answer to all of them need not name them.
  if (done == nullptr && answer.code == 0) return std::nullopt;
  const auto& id = list.write.body.at(name).get_array().at(index);
  if (done != nullptr && std::find(done->begin(), done->end(), id) != done->end()) {
    return std::nullopt;
  }
  // Whether it is there at all is seen when it is read before the next attempt.
  return execute::PlatformError{.error_class = execute::ErrorClass::Transient,
                                .code = answer.code,
                                .message = "is not among those that it was done for",
                                .trace_id = answer.request_id};
}

}  // namespace gv::tiktok
