#pragma once

#include <string_view>

#include "app/ports/publication_forms.h"

namespace gv::google_ads {

/// How Google is told what to publish: a Demand Gen campaign with the budget and its places, one ad
/// group, and a responsive ad of a video that is on YouTube. Settings of the connection:
/// business_name, logo_asset_id (an image of the customer's assets) and location_{country} (a geo
/// target constant).
class PublicationForms final : public app::PublicationForms {
 public:
  [[nodiscard]] std::string_view platform() const override { return "google"; }
  /// Errors: Conflict for a setting that is not there; InvalidInput for an objective, an amount,
  /// ages, a text or a link that Google does not take, and for a creative without a YouTube video.
  [[nodiscard]] Result<app::PublicationForm> form(const app::Creative& creative,
                                                  const app::PublicationDraft& draft,
                                                  const app::Connection& connection,
                                                  Currency currency) const override;
};

}  // namespace gv::google_ads
