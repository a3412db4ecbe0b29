#pragma once

#include <string_view>

#include "app/ports/publication_forms.h"

namespace gv::tiktok {

/// How TikTok is told what to publish: an ad group with the budget, shown on TikTok alone, and an
/// ad whose link names it. Settings of the connection: identity_id (and identity_type, where that
/// is not CUSTOMIZED_USER), location_{country}, and for leads and sales pixel_id with lead_event or
/// sale_event.
class PublicationForms final : public app::PublicationForms {
 public:
  [[nodiscard]] std::string_view platform() const override { return "tiktok"; }
  /// Errors: Conflict for a setting that is not there; InvalidInput for an amount, ages, a text or
  /// a link that TikTok does not take.
  [[nodiscard]] Result<app::PublicationForm> form(const app::Creative& creative,
                                                  const app::PublicationDraft& draft,
                                                  const app::Connection& connection,
                                                  Currency currency) const override;
};

}  // namespace gv::tiktok
