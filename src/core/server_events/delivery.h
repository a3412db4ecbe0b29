#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "base/time.h"
#include "core/execute/platform_error.h"

namespace gv::server_events {

/// More events in one request are refused.
inline constexpr std::size_t kBatchMax = 1'000;

/// What became of an event that was to be sent.
enum class Fate {
  Sent,
  Rejected,  ///< the platform will never take it
  Later,     ///< nobody's fault; worth another try
  Stopped,   ///< nothing of this data set gets through before a person helps
};

struct Delivery {
  Fate fate{Fate::Later};
  std::string reason{};                 ///< of everything but Sent
  std::string trace_id{};               ///< by which the platform finds the request
  std::optional<Millis> retry_after{};  ///< what the platform asked for
};

/// A request that the platform accepted.
struct Receipt {
  std::int64_t events{0};  ///< how many it says it has received
  std::string trace_id{};
  std::vector<std::string> messages{};
};
using SendAnswer = tl::expected<Receipt, execute::PlatformError>;

/// Sends the events [first, first + count) in one request.
using SendBatch = std::function<SendAnswer(std::size_t first, std::size_t count)>;

/// Sends `count` events, <= kBatchMax a request, and tells the fate of each. A request that is
/// refused for what is in it is cut in halves until the bad event is alone, at most
/// ceil(log2 n) + 1 requests for each; what comes after it is sent on. Trouble of another kind is
/// that of all events that are left, and so is the end of `requests_max`. A receipt of fewer
/// events than were sent makes them Later: the platform takes each once by its id.
[[nodiscard]] std::vector<Delivery> deliver(std::size_t count, const SendBatch& send,
                                            int requests_max = 100);

}  // namespace gv::server_events
