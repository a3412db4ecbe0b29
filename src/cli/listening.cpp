#include "cli/listening.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include "cli/session.h"

namespace gv::cli {
namespace {

constexpr std::uint16_t kPortDefault = 8080;

bool is_address(const std::string& host) {
  in6_addr address{};
  return inet_pton(AF_INET, host.c_str(), &address) == 1 ||
         inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

}  // namespace

Result<std::uint16_t> port_of(std::string_view option, std::string_view variable) {
  if (option.empty() && variable.empty()) return kPortDefault;
  const auto text = option.empty() ? variable : option;
  GV_TRY(const auto port, whole_option(option.empty() ? "PORT" : "--port", text, 0, 65'535));
  return static_cast<std::uint16_t>(port);
}

bool is_loopback(std::string_view host) {
  in_addr v4{};
  if (inet_pton(AF_INET, std::string(host).c_str(), &v4) == 1) {
    return ntohl(v4.s_addr) >> 24 == 127;
  }
  in6_addr v6{};
  return inet_pton(AF_INET6, std::string(host).c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

Result<void> check_host(const std::string& host, const std::function<bool()>& has_credentials) {
  if (!is_address(host)) {
    return fail(ErrorCode::InvalidInput, "--host",
                fmt::format("must be a numeric address such as 127.0.0.1, got \"{}\"", host));
  }
  if (is_loopback(host) || has_credentials()) return {};
  return fail(ErrorCode::Refused, "--host",
              fmt::format("{} can be reached from other machines, and there is no user and no API "
                          "key yet that could keep strangers out",
                          host),
              "serve on 127.0.0.1 first and set up a user");
}

std::string url_of(std::string_view host, std::uint16_t port, bool tls) {
  const bool v6 = host.find(':') != std::string_view::npos;
  const auto scheme = tls ? "https" : "http";
  return v6 ? fmt::format("{}://[{}]:{}", scheme, host, port)
            : fmt::format("{}://{}:{}", scheme, host, port);
}

}  // namespace gv::cli
