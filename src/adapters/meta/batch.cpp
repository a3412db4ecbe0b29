#include "adapters/meta/batch.h"

#include <algorithm>

#include "adapters/meta/graph_error.h"
#include "io/json/loose.h"
#include "io/json/serialize.h"

namespace gv::meta {
namespace {

using boost::json::array;
using boost::json::object;

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

BatchItem item_of(const boost::json::value& from) {
  const auto* const given = from.if_object();
  if (given == nullptr) return {};
  BatchItem item{.status = static_cast<int>(
                     std::clamp<std::int64_t>(json::whole_of(*given, "code").value_or(0), 0, 999)),
                 .headers = {},
                 .body = json::text_of(*given, "body")};
  const auto* const headers = json::array_of(*given, "headers");
  if (headers == nullptr) return item;
  for (const auto& header : *headers) {
    if (const auto* const one = header.if_object()) {
      item.headers.emplace_back(lower_case(json::text_of(*one, "name")),
                                json::text_of(*one, "value"));
    }
  }
  return item;
}

}  // namespace

std::string batch_text(std::span<const BatchCall> calls) {
  array list;
  for (const auto& call : calls) {
    object one{{"method", call.method}, {"relative_url", call.address}};
    if (!call.body.empty()) one["body"] = call.body;
    list.push_back(std::move(one));
  }
  return json::compact(list);
}

std::vector<BatchItem> read_batch(const boost::json::value& answer, std::size_t count) {
  std::vector<BatchItem> items(count);
  const auto* const list = answer.if_array();
  if (list == nullptr) return items;
  for (std::size_t i = 0; i < std::min(count, list->size()); ++i) items[i] = item_of((*list)[i]);
  return items;
}

std::optional<execute::PlatformError> item_error(const BatchItem& item, bool writes) {
  if (item.status == 0) {
    return execute::PlatformError{.error_class = execute::ErrorClass::Transient,
                                  .message = "an operation of a batch was not answered",
                                  .maybe_applied = writes};
  }
  auto error = graph_error(item.status, item.body, writes);
  if (!error || error->retry_after) return error;
  if (const auto usage = usage_of(item.headers)) error->retry_after = usage->regain_after;
  return error;
}

}  // namespace gv::meta
