#include "base/ip_address.h"

#include <algorithm>

#include <arpa/inet.h>

#include "base/check.h"
#include "base/text.h"
#include "base/utf8.h"

namespace gv {
namespace {

struct Net {
  std::string_view address;
  int bits;
};

constexpr std::array kSpecial4{
    Net{"0.0.0.0", 8},      Net{"10.0.0.0", 8},     Net{"100.64.0.0", 10}, Net{"127.0.0.0", 8},
    Net{"169.254.0.0", 16}, Net{"172.16.0.0", 12},  Net{"192.0.0.0", 24},  Net{"192.0.2.0", 24},
    Net{"192.88.99.0", 24}, Net{"192.168.0.0", 16}, Net{"198.18.0.0", 15}, Net{"198.51.100.0", 24},
    Net{"203.0.113.0", 24}, Net{"224.0.0.0", 4},    Net{"240.0.0.0", 4},
};

// Only 2000::/3 is given out; these lie within it.
constexpr std::array kSpecial6{
    Net{"2001::", 23},  // Teredo, ORCHID, benchmarking, protocol assignments
    Net{"2001:db8::", 32},
    Net{"3fff::", 20},
};

IpAddress net_address(const Net& net) {
  auto address = IpAddress::parse(net.address, "net");
  GV_CHECK(address.has_value());
  return *address;
}

IpAddress embedded_v4(const std::array<std::uint8_t, 16>& bytes, std::size_t at) {
  return IpAddress::v4({bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]});
}

}  // namespace

Result<IpAddress> IpAddress::parse(std::string_view text, std::string_view where) {
  std::array<std::uint8_t, 16> bytes{};
  if (text.size() < INET6_ADDRSTRLEN && text.find('\0') == std::string_view::npos) {
    const std::string ended(text);
    if (inet_pton(AF_INET, ended.c_str(), bytes.data()) == 1) {
      return v4({bytes[0], bytes[1], bytes[2], bytes[3]});
    }
    if (inet_pton(AF_INET6, ended.c_str(), bytes.data()) == 1) return v6(bytes);
  }
  return fail(ErrorCode::InvalidInput, std::string(where),
              "must be an IPv4 or IPv6 address, got \"" + printable(excerpt(text, 60)) + "\"");
}

IpAddress IpAddress::v4(const std::array<std::uint8_t, 4>& bytes) {
  IpAddress address;
  std::copy(bytes.begin(), bytes.end(), address.bytes_.begin());
  return address;
}

IpAddress IpAddress::v6(const std::array<std::uint8_t, 16>& bytes) {
  constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(kMapped.begin(), kMapped.end(), bytes.begin())) return embedded_v4(bytes, 12);
  IpAddress address;
  address.v4_ = false;
  address.bytes_ = bytes;
  return address;
}

bool IpAddress::is_loopback() const {
  if (v4_) return bytes_[0] == 127;
  return *this == net_address({"::1", 128});
}

bool IpAddress::is_public() const {
  const auto within = [this](const Net& net) { return lies_in(net_address(net), net.bits); };
  if (v4_) return std::none_of(kSpecial4.begin(), kSpecial4.end(), within);
  // NAT64 and 6to4 lead to the IPv4 address inside them.
  if (within({"64:ff9b::", 96})) return embedded_v4(bytes_, 12).is_public();
  if (within({"2002::", 16})) return embedded_v4(bytes_, 2).is_public();
  return within({"2000::", 3}) && std::none_of(kSpecial6.begin(), kSpecial6.end(), within);
}

IpAddress IpAddress::prefix(int bits) const {
  GV_CHECK(bits >= 0 && bits <= (v4_ ? 32 : 128));
  IpAddress cut = *this;
  for (std::size_t i = 0; i < cut.bytes_.size(); ++i) {
    const int kept = std::clamp(bits - static_cast<int>(i) * 8, 0, 8);
    cut.bytes_[i] = static_cast<std::uint8_t>(cut.bytes_[i] & (0xff00 >> kept));
  }
  return cut;
}

std::string IpAddress::text() const {
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  GV_CHECK(inet_ntop(v4_ ? AF_INET : AF_INET6, bytes_.data(), buffer.data(), buffer.size()));
  return buffer.data();
}

bool IpAddress::lies_in(const IpAddress& net, int bits) const {
  return net.v4_ == v4_ && prefix(bits) == net.prefix(bits);
}

}  // namespace gv
