#pragma once

#include <string_view>

#include "app/ports/inbound_events.h"
#include "app/ports/job_handler.h"
#include "app/ports/sealer.h"
#include "app/ports/settings_source.h"
#include "app/tracking/attribute_conversion.h"
#include "app/tracking/inbound_format.h"
#include "app/tracking/receive_inbound.h"

namespace gv::app {

/// Attributes one inbound event: conversion, credits and money are written with the job's end.
class MatchInbound final : public JobHandler {
 public:
  struct Ports {
    InboundEvents& events;
    const InboundFormat& format;
    const SettingsSource& settings;
    const PipelineVersions& pipelines;
    const Sealer& sealer;
    AttributeConversion& attribute;
  };
  explicit MatchInbound(const Ports& ports) : ports_(ports) {}

  [[nodiscard]] std::string_view queue() const override { return kInboundQueue; }
  [[nodiscard]] int per_account() const override { return 2; }
  Result<JobEffects> work(const AccountScope& scope, const Job& job,
                          const JobPulse& pulse) override;

 private:
  Result<void> match(Transaction& transaction, std::string_view name, std::string_view id);
  /// What the event tells; its faults settle it, they cannot be mended by trying again.
  Result<ConversionReport> report_of(const AccountId& account, const InboundEvent& event) const;

  Ports ports_;
};

}  // namespace gv::app
