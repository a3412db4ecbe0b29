#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/ports/account_scope.h"
#include "base/currency.h"
#include "base/result.h"
#include "base/time.h"
#include "core/server_events/delivery.h"
#include "core/server_events/user_data.h"

namespace gv::app {

/// A conversion event as a platform is told of it. Nothing in it names a person in clear.
struct ServerEvent {
  std::string name;
  std::string id;
  TimePoint at{};
  std::string action_source{"system_generated"};
  std::string source_url{};  ///< of a website's event
  server_events::UserData user{};
  std::optional<std::int64_t> value_minor{};
  std::optional<Currency> currency{};  ///< of the value
  std::string custom_data{"{}"};       ///< JSON object: what else the platform is told
  bool limited_use{false};             ///< "limited data use" was asked for
};

/// Takes conversion events of one data set. Safe to use from many threads.
class ConversionSink {
 public:
  virtual ~ConversionSink() = default;
  /// Sends them in one request, at most server_events::kBatchMax. `test_code`: they show up as
  /// tests of that name; empty: they count.
  virtual server_events::SendAnswer send(std::string_view dataset_id,
                                         std::span<const ServerEvent> events,
                                         std::string_view test_code) = 0;
};

/// Finds where an account's events go.
class ConversionSinks {
 public:
  virtual ~ConversionSinks() = default;
  /// Errors: NotAvailable without a connection to the platform; Forbidden when its credentials
  /// cannot be read.
  virtual Result<std::shared_ptr<ConversionSink>> sink(const AccountScope& scope,
                                                       std::string_view platform) = 0;
};

}  // namespace gv::app
