#include "io/http/forwarded.h"

#include <algorithm>

#include <arpa/inet.h>

namespace gv::http {
namespace {

bool is_address(const std::string& text) {
  in6_addr address{};
  return inet_pton(AF_INET, text.c_str(), &address) == 1 ||
         inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

bool holds(const std::vector<std::string>& addresses, const std::string& address) {
  return std::find(addresses.begin(), addresses.end(), address) != addresses.end();
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

/// All fields of that name are one list (RFC 9110 §5.3).
std::string joined(const Headers& headers, std::string_view name) {
  std::string all;
  for (const auto& [known, value] : headers) {
    if (equal_ignoring_case(known, name)) all += (all.empty() ? "" : ",") + value;
  }
  return all;
}

}  // namespace

std::string client_address(const std::string& connection, const Headers& headers,
                           const std::vector<std::string>& trusted) {
  std::string address = connection;
  if (!holds(trusted, connection)) return address;
  const std::string list = joined(headers, "X-Forwarded-For");
  std::string_view rest = list;
  while (!rest.empty() && holds(trusted, address)) {
    const auto comma = rest.rfind(',');
    auto member = trimmed(comma == std::string_view::npos ? rest : rest.substr(comma + 1));
    if (!is_address(member)) break;
    address = std::move(member);
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(0, comma);
  }
  return address;
}

}  // namespace gv::http
