#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "app/ports/ad_platform.h"
#include "app/ports/ad_reports.h"
#include "app/ports/conversion_sink.h"
#include "base/currency.h"

namespace gv::app {

/// An ad account that an account is connected to, with its secrets open.
struct OpenedAdAccount {
  std::string external_id;
  std::map<std::string, std::string> secrets;   ///< by name: "access_token"; never logged or kept
  std::map<std::string, std::string> settings;  ///< of the connection, that are no secrets
  Currency currency;                            ///< amounts of the ad account are taken as
};

/// What a program knows of one ad platform: how to speak with an ad account there. Outlives what
/// it hands out. Safe to use from many threads.
class PlatformAdapter {
 public:
  virtual ~PlatformAdapter() = default;
  /// "meta", "google", "tiktok": also the provider of its connections.
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Errors, of all three: Forbidden when a secret that is needed is not there.
  virtual Result<std::shared_ptr<AdPlatform>> platform(const OpenedAdAccount& account) = 0;
  virtual Result<std::shared_ptr<AdReports>> reports(const OpenedAdAccount& account) = 0;
  /// Errors: NotAvailable where conversion events cannot be sent yet.
  virtual Result<std::shared_ptr<ConversionSink>> sink(const OpenedAdAccount& account) = 0;
};

}  // namespace gv::app
