// Every way to write an address that is not of the public internet, by chance: 500 of them, or as
// many as GV_ADDRESS_FORMS says.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/rng.h"
#include "io/http_client/address_rule.h"

namespace gv::http_client {
namespace {

using Bytes4 = std::array<std::uint8_t, 4>;

struct Inside {
  Bytes4 net;
  int bits;
};

/// Private, loopback, link-local (metadata services), shared, reserved, multicast.
constexpr std::array kInside{
    Inside{{0, 0, 0, 0}, 8},         Inside{{10, 0, 0, 0}, 8},     Inside{{100, 64, 0, 0}, 10},
    Inside{{127, 0, 0, 0}, 8},       Inside{{169, 254, 0, 0}, 16}, Inside{{169, 254, 169, 254}, 32},
    Inside{{172, 16, 0, 0}, 12},     Inside{{192, 0, 0, 0}, 24},   Inside{{192, 168, 0, 0}, 16},
    Inside{{198, 18, 0, 0}, 15},     Inside{{224, 0, 0, 0}, 4},    Inside{{240, 0, 0, 0}, 4},
    Inside{{100, 100, 100, 200}, 32}};

/// Of IPv6: the front, filled up by chance.
constexpr std::array kInside6{"::",    "fc00:",     "fd00:",   "fd00:ec2:", "fe80:", "fec0:",
                              "ff02:", "2001:db8:", "2001:0:", "100:",      "5f00:", "3fff:"};

class Forms {
 public:
  explicit Forms(std::uint64_t seed) : rng_(seed, 0) {}

  /// An address as it may stand in a URL, without and with its brackets.
  std::string next() {
    const auto way = below(10);
    if (way == 9) return written6();
    const auto bytes = inside();
    if (way >= 6) return "[" + carried(bytes) + "]";
    return escaped(shortened(bytes));
  }
  std::string url() {
    const std::string scheme = below(2) == 0 ? "http://" : "HTTPS://";
    const std::string port = below(2) == 0 ? "" : fmt::format(":{}", 1 + below(65535));
    return scheme + next() + port + (below(2) == 0 ? "/" : "/latest/meta-data?x=1");
  }

 private:
  std::uint64_t below(std::uint64_t count) { return rng_.below(count); }

  Bytes4 inside() {
    const auto& [net, bits] = kInside[below(kInside.size())];
    Bytes4 bytes{};
    for (std::size_t i = 0; i < 4; ++i) {
      const int kept = std::clamp(bits - static_cast<int>(i) * 8, 0, 8);
      const auto mask = static_cast<std::uint8_t>(0xff00 >> kept);
      bytes[i] = static_cast<std::uint8_t>((net[i] & mask) | (below(256) & ~unsigned{mask} & 0xff));
    }
    return bytes;
  }
  /// A number in decimal, octal or hexadecimal, as inet_aton reads it.
  std::string number(std::uint64_t value) {
    const std::string zeros(below(3), '0');
    switch (below(4)) {
      case 0:
        return fmt::format("0{}{:o}", zeros, value);
      case 1:
        return fmt::format("0x{}{:x}", zeros, value);
      case 2:
        return fmt::format("0X{}{:X}", zeros, value);
      default:
        return std::to_string(value);
    }
  }
  /// One to four parts, the last of which takes what is left.
  std::string shortened(const Bytes4& bytes) {
    const auto parts = 1 + below(4);
    std::string text;
    for (std::size_t i = 0; i + 1 < parts; ++i) text += number(bytes[i]) + ".";
    std::uint64_t rest = 0;
    for (std::size_t i = parts - 1; i < 4; ++i) rest = rest * 256 + bytes[i];
    return text + number(rest) + (below(8) == 0 ? "." : "");
  }
  /// Some characters written as %xx.
  std::string escaped(const std::string& text) {
    if (below(4) != 0) return text;
    std::string out;
    for (const char c : text) out += below(2) == 0 ? fmt::format("%{:02x}", c) : std::string(1, c);
    return out;
  }
  /// Within an IPv6 address: mapped, compatible, NAT64, 6to4.
  std::string carried(const Bytes4& b) {
    const auto high = b[0] * 256 + b[1];
    const auto low = b[2] * 256 + b[3];
    switch (below(6)) {
      case 0:
        return fmt::format("::ffff:{}.{}.{}.{}", b[0], b[1], b[2], b[3]);
      case 1:
        return fmt::format("::FFFF:{:x}:{:X}", high, low);
      case 2:
        return fmt::format("0:0:0:0:0:ffff:{:04x}:{:04x}", high, low);
      case 3:
        return fmt::format("64:ff9b::{:x}:{:x}", high, low);
      case 4:
        return fmt::format("2002:{:x}:{:x}::{:x}", high, low, below(65536));
      default:
        return fmt::format("::{}.{}.{}.{}", b[0], b[1], b[2], b[3]);
    }
  }
  std::string written6() {
    const std::string front = kInside6[below(kInside6.size())];
    if (front == "::") return fmt::format("[::{:x}]", below(65536));
    return fmt::format("[{}:{:x}:{:x}]", front, below(65536), below(65536));
  }

  Rng rng_;
};

int wanted() {
  const char* const told = std::getenv("GV_ADDRESS_FORMS");
  return told != nullptr ? std::atoi(told) : 500;
}

/// As the system's reads numbers; names are nobody's.
Result<std::vector<IpAddress>> system_numbers(const std::string& host) {
  in_addr read{};
  if (inet_aton(host.c_str(), &read) == 0) return fail(ErrorCode::NotAvailable, host, "is a name");
  Bytes4 bytes{};
  std::memcpy(bytes.data(), &read, bytes.size());
  return std::vector{IpAddress::v4(bytes)};
}

TEST(AddressForms, NoneLeadsInside) {
  Forms forms(7);
  int understood = 0;
  for (int i = 0; i < wanted(); ++i) {
    const auto text = forms.url();
    const auto url = parse_url(text, "url");
    if (!url) continue;
    ++understood;
    const auto permitted = permitted_addresses(*url, &system_numbers, false);
    EXPECT_FALSE(permitted) << text << " leads to " << permitted->front().text();
  }
  EXPECT_GT(understood, wanted() / 2) << "else nothing was tried";
}

TEST(AddressForms, NoRedirectLeadsInside) {
  Forms forms(8);
  const auto base = parse_url("https://a.example/x", "url");
  for (int i = 0; i < wanted(); ++i) {
    const auto text = i % 2 == 0 ? forms.url() : "//" + forms.next() + "/x";
    const auto url = resolve_redirect(*base, text);
    EXPECT_FALSE(url && permitted_addresses(*url, &system_numbers, false)) << text;
  }
}

}  // namespace
}  // namespace gv::http_client
