#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gv::cli {

/// The port to listen on: the option, else the variable PORT, else 8080. 0 is any free one.
/// Errors: InvalidInput naming the one that is no port.
[[nodiscard]] Result<std::uint16_t> port_of(std::string_view option, std::string_view variable);

/// Whether only this machine can reach `host`: 127.0.0.0/8 and ::1.
[[nodiscard]] bool is_loopback(std::string_view host);

/// Refuses an address that others can reach as long as nobody could sign in: the first to come
/// would own the installation. Errors: InvalidInput when `host` is no numeric address; Refused.
[[nodiscard]] Result<void> check_host(const std::string& host,
                                      const std::function<bool()>& has_credentials);

/// "http://127.0.0.1:8080", "https://[::1]:8080".
[[nodiscard]] std::string url_of(std::string_view host, std::uint16_t port, bool tls = false);

}  // namespace gv::cli
