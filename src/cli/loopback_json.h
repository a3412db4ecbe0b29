#pragma once

#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "base/result.h"
#include "io/http_client/client.h"

namespace gv::cli {

/// Asks a server on this machine for JSON. One thread at a time.
class LoopbackJson {
 public:
  explicit LoopbackJson(std::string base_url);

  /// Sent with every request from now on.
  void set_header(const std::string& name, const std::string& value);

  /// Errors: NotAvailable with what was answered, unless that is 2xx; those of the client.
  Result<boost::json::value> get(const std::string& path) const;
  Result<boost::json::value> post(const std::string& path, const boost::json::value& body,
                                  const http_client::Headers& headers = {}) const;
  Result<boost::json::value> send(std::string_view method, const std::string& path,
                                  const boost::json::value& body,
                                  const http_client::Headers& headers = {}) const;
  /// The whole answer, whatever its status. The body is sent as it is.
  Result<http_client::Response> send_text(std::string_view method, const std::string& path,
                                          const std::string& body,
                                          const http_client::Headers& headers = {}) const;

 private:
  std::string base_url_;
  http_client::Headers headers_{};
  http_client::Client client_;
};

}  // namespace gv::cli
