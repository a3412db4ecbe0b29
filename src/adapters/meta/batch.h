#pragma once

#include <span>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "core/execute/platform_error.h"
#include "io/http_client/client.h"

namespace gv::meta {

/// One operation of a batch.
struct BatchCall {
  std::string method{"GET"};
  std::string address;  ///< path and query, without version
  std::string body;     ///< a form
};

/// What one of them was answered.
struct BatchItem {
  int status{0};  ///< 0: it was not answered
  http_client::Headers headers;
  std::string body;
};

/// The parameter `batch`.
[[nodiscard]] std::string batch_text(std::span<const BatchCall> calls);

/// The items of an answer in the order of the calls, always `count` of them: what is null, missing
/// or not an item was not answered.
[[nodiscard]] std::vector<BatchItem> read_batch(const boost::json::value& answer,
                                                std::size_t count);

/// The trouble of one item; nothing when it was answered well. An item without an answer may have
/// been carried out.
[[nodiscard]] std::optional<execute::PlatformError> item_error(const BatchItem& item, bool writes);

}  // namespace gv::meta
