#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/store.h"
#include "base/result.h"
#include "base/time.h"

namespace gv::app {

enum class CreativeStatus { Draft, Approved };
[[nodiscard]] std::string_view to_text(CreativeStatus status);
/// Errors: InvalidInput.
[[nodiscard]] Result<CreativeStatus> parse_creative_status(std::string_view text,
                                                           std::string_view where);

/// A video with the words beside it, as it may be published.
struct Creative {
  std::string id;        ///< UUID
  std::string asset_id;  ///< UUID of a video
  std::string name;
  std::string message;                            ///< the text above the video
  std::string headline;                           ///< below it
  std::string link;                               ///< where a click leads: https
  std::string call_to_action;                     ///< "LEARN_MORE", as Meta names it
  std::optional<std::string> youtube_video_id{};  ///< of the same video there
  CreativeStatus status{CreativeStatus::Draft};
  std::string created_by;  ///< "user:<id>"
  std::optional<std::string> approved_by{};
  std::optional<TimePoint> approved_at{};
  TimePoint created_at{};  ///< set by the store
};

/// Where a page of a list goes on: newest first, then by id.
struct CreativeCursor {
  TimePoint created_at{};
  std::string id;
};

struct CreativeFilter {
  std::optional<CreativeStatus> status{};
  std::optional<CreativeCursor> before{};
  int limit{50};
};

/// What an account may publish. Ids are UUIDs.
class Creatives {
 public:
  virtual ~Creatives() = default;

  /// Errors: Conflict for an id that is taken; InvalidInput for an asset that is not there.
  virtual Result<void> add(Transaction& transaction, const Creative& creative) = 0;
  virtual Result<std::optional<Creative>> find(Transaction& transaction, std::string_view id) = 0;
  virtual Result<std::vector<Creative>> list(Transaction& transaction,
                                             const CreativeFilter& filter) = 0;
  /// False when there is no such draft.
  virtual Result<bool> approve(Transaction& transaction, std::string_view id,
                               std::string_view by) = 0;
};

}  // namespace gv::app
