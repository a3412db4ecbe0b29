#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gv {

/// An IPv4 or IPv6 address. An IPv4 address written as IPv6 (::ffff:203.0.113.9) is the IPv4 one:
/// the same sender must not look like two.
class IpAddress {
 public:
  /// Reads dotted IPv4 of four decimals and IPv6 as text, nothing else: no zone, no port, no octal,
  /// no shortened forms. Errors: InvalidInput; `where` names the field.
  static Result<IpAddress> parse(std::string_view text, std::string_view where);
  /// From 4 bytes, in network order.
  static IpAddress v4(const std::array<std::uint8_t, 4>& bytes);
  /// From 16 bytes, in network order.
  static IpAddress v6(const std::array<std::uint8_t, 16>& bytes);

  [[nodiscard]] bool is_v4() const { return v4_; }
  [[nodiscard]] bool is_loopback() const;
  /// Whether it is an ordinary address of the public internet. Not so are: unspecified, loopback,
  /// private, shared (100.64/10), link-local with the clouds' metadata services, documentation,
  /// benchmarking, multicast, reserved and site- or unique-local addresses, and IPv6 forms that
  /// carry an IPv4 address which is not public (6to4, NAT64, IPv4-compatible) or might (Teredo).
  /// Source: the IANA special-purpose address registries.
  [[nodiscard]] bool is_public() const;

  /// The address with all but the first `bits` cleared. Precondition (checked): bits in [0, 32] of
  /// IPv4, [0, 128] of IPv6.
  [[nodiscard]] IpAddress prefix(int bits) const;

  /// "203.0.113.45", "2001:db8::1" (RFC 5952).
  [[nodiscard]] std::string text() const;
  friend auto operator<=>(const IpAddress&, const IpAddress&) = default;

 private:
  /// Whether the first `bits` are those of `net`, an address of the same family.
  [[nodiscard]] bool lies_in(const IpAddress& net, int bits) const;

  bool v4_{true};
  std::array<std::uint8_t, 16> bytes_{};  ///< IPv4: the first four
};

}  // namespace gv
