#pragma once

#include "app/ports/configuration_rules.h"

namespace gv::settings {

/// The rules of the registry.
class ConfigurationRules final : public app::ConfigurationRules {
 public:
  [[nodiscard]] Result<app::PatchedConfiguration> initial(std::string_view preset,
                                                          Currency currency) const override;
  [[nodiscard]] Result<app::PatchedConfiguration> patch(std::string_view document,
                                                        std::string_view patch,
                                                        Currency currency) const override;
  [[nodiscard]] Result<app::AccountSettings> settings(std::string_view document,
                                                      Currency currency) const override;
  [[nodiscard]] Result<app::EffectiveConfiguration> effective(std::string_view document,
                                                              Currency currency) const override;
  [[nodiscard]] Result<std::vector<std::string>> changed(std::string_view before,
                                                         std::string_view after) const override;
  [[nodiscard]] bool knows_zone(std::string_view name) const override;
  [[nodiscard]] std::string schema() const override;
};

}  // namespace gv::settings
