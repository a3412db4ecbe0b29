#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/execute/change_desk.h"
#include "app/ports/publication_forms.h"
#include "app/ports/publications.h"
#include "base/ids.h"

namespace gv::app {

/// The changes that publish a creative, each waiting for the one before it: upload the video and
/// make the creative, where the platform has such; make campaign, ad set and ad, all of them
/// paused; then activate ad, ad set and, last, the campaign, so that nothing is spent before
/// everything is there. Pure: the same publication gives the same keys, whenever it is planned.
[[nodiscard]] std::vector<ChangeRequest> plan_publication(const AccountId& account,
                                                          const Publication& publication,
                                                          const Creative& creative,
                                                          const PublicationDraft& draft,
                                                          const PublicationForm& form);

enum class PublicationState {
  AwaitingApproval,  ///< a person has to let a step go
  Running,
  Completed,
  Failed,  ///< a step ended otherwise, or is given up: those after it do not happen
};

/// What has become of the steps of a publication. None: it is running.
[[nodiscard]] PublicationState publication_state(std::span<const AdChange> steps);

/// "upload_video", "create_ad", "activate_campaign".
[[nodiscard]] std::string step_name(const AdChange& step);
/// Sorts steps into the order in which they happen.
void sort_steps(std::vector<AdChange>& steps);

}  // namespace gv::app
