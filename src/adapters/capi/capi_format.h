#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/tracking/inbound_format.h"

namespace gv::capi {

/// At most this many events in one delivery.
inline constexpr std::size_t kInboundMax = 1'000;

/// Conversion events in the form of Meta's Conversions API, signed by
/// "sha256=" + hex(HMAC-SHA256(secret, timestamp + "." + body)), the timestamp in milliseconds.
class CapiFormat final : public app::InboundFormat {
 public:
  [[nodiscard]] Result<void> verify(const app::InboundDelivery& delivery,
                                    const std::vector<std::string>& secrets,
                                    TimePoint now) const override;
  [[nodiscard]] Result<app::InboundBatch> read(std::string_view body) const override;
  [[nodiscard]] Result<app::ConversionReport> report(std::string_view payload,
                                                     Currency currency) const override;
};

}  // namespace gv::capi
