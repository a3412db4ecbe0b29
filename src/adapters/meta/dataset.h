#pragma once

#include <span>

#include <boost/json/value.hpp>

#include "adapters/meta/graph.h"
#include "app/ports/conversion_sink.h"

namespace gv::meta {

/// An event as the Conversions API takes it: time in seconds, value in major units, contact fields
/// as lists of hashes. Errors: UnusableInput when its custom data is no JSON object.
[[nodiscard]] Result<boost::json::object> event_json(const app::ServerEvent& event);

/// Data sets of Meta, once called pixels, or of a double of it. Safe to use from several threads.
class Dataset final : public app::ConversionSink {
 public:
  Dataset(GraphConfig config, http_client::Send send)
      : graph_(std::move(config), std::move(send)) {}

  /// POST /{version}/{dataset_id}/events.
  server_events::SendAnswer send(std::string_view dataset_id,
                                 std::span<const app::ServerEvent> events,
                                 std::string_view test_code) override;

 private:
  Graph graph_;
};

}  // namespace gv::meta
