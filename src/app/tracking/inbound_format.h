#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/tracking/conversion_report.h"
#include "base/currency.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

/// A delivery of conversion events as it came. Nothing of it is trusted.
struct InboundDelivery {
  std::string_view timestamp;  ///< X-CAPI-Timestamp
  std::string_view signature;  ///< X-CAPI-Signature
  std::string_view body;
};

/// One event of a delivery.
struct ToldConversion {
  std::string name;
  std::string id;
  TimePoint at{};
  std::string payload;  ///< all of it, JSON. Personal
};

struct InboundBatch {
  std::vector<ToldConversion> events;
  std::size_t ignored{0};  ///< without a name, an id or a time
};

/// How conversion events are signed and written.
class InboundFormat {
 public:
  virtual ~InboundFormat() = default;
  /// Errors: Unauthenticated unless one of the secrets signed it within five minutes.
  [[nodiscard]] virtual Result<void> verify(const InboundDelivery& delivery,
                                            const std::vector<std::string>& secrets,
                                            TimePoint now) const = 0;
  /// Errors: UnusableInput, InvalidInput when it is no event and no list of up to 1,000.
  [[nodiscard]] virtual Result<InboundBatch> read(std::string_view body) const = 0;
  /// What is matched of one event. Amounts must be of `currency`.
  /// Errors: UnusableInput, InvalidInput naming the field.
  [[nodiscard]] virtual Result<ConversionReport> report(std::string_view payload,
                                                        Currency currency) const = 0;
};

}  // namespace gv::app
