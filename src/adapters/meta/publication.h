#pragma once

#include <string>
#include <string_view>

#include "app/ports/publication_forms.h"

namespace gv::meta {

/// How Meta is told what to publish: one ad set with the budget, optimised for what the campaign is
/// for, and a link whose utm_content names the ad, so that its clicks are known again.
class PublicationForms final : public app::PublicationForms {
 public:
  [[nodiscard]] std::string_view platform() const override { return "meta"; }
  /// Errors: Conflict without a page, or a pixel where conversions are asked for; InvalidInput for
  /// an amount that Meta has no units for.
  [[nodiscard]] Result<app::PublicationForm> form(const app::Creative& creative,
                                                  const app::PublicationDraft& draft,
                                                  const app::Connection& connection,
                                                  Currency currency) const override;
};

/// Whether fields of a creative show a video, which is then to be put in by `with_video`.
[[nodiscard]] bool shows_video(std::string_view creative_fields);
/// The fields with the video and its first picture in them. Errors: InvalidInput for fields that
/// show none.
[[nodiscard]] Result<std::string> with_video(std::string_view creative_fields,
                                             const std::string& video_id,
                                             const std::string& picture_url);

}  // namespace gv::meta
