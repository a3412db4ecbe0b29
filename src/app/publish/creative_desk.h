#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/access/audit.h"
#include "app/access/secrets.h"
#include "app/ports/assets.h"
#include "app/ports/audit_log.h"
#include "app/ports/creatives.h"
#include "app/ports/store.h"
#include "base/result.h"

namespace gv::app {

/// What somebody wants to be a creative.
struct CreativeDraft {
  std::string asset_id;
  std::string name;
  std::string message;
  std::string headline;
  std::string link;
  std::string call_to_action;
  std::optional<std::string> youtube_video_id{};
};

/// Whether the platform knows this button: "LEARN_MORE".
[[nodiscard]] bool is_call_to_action(std::string_view text);
/// All of them, for messages.
[[nodiscard]] std::string call_to_action_names();
/// Whether it may be the id of a video on YouTube: 11 letters, digits, '-' and '_'.
[[nodiscard]] bool is_youtube_video_id(std::string_view text);
/// Whether a click may lead there: https, a host, no blanks. Macros like {{ad.id}} may be in it.
[[nodiscard]] bool is_landing_page(std::string_view link);

/// Creatives and their approval. Thread-safe; what it is built with outlives it.
class CreativeDesk {
 public:
  CreativeDesk(Store& store, Creatives& creatives, Assets& assets, AuditLog& audit,
               RandomBytes random)
      : store_(store),
        creatives_(creatives),
        assets_(assets),
        audit_(audit),
        random_(std::move(random)) {}

  /// A draft, which nothing publishes. Errors: InvalidInput, `where` names the field: a text that
  /// is empty or too long, a link, button or id of YouTube that is none, an asset that is no usable
  /// video.
  Result<Creative> create(const AccountScope& scope, const CreativeDraft& draft,
                          const Actor& actor);
  /// Errors: NotFound; Conflict when it is approved already.
  Result<Creative> approve(const AccountScope& scope, const std::string& id, const Actor& actor);
  /// Errors: NotFound.
  Result<Creative> find(const AccountScope& scope, const std::string& id);
  Result<std::vector<Creative>> list(const AccountScope& scope, const CreativeFilter& filter);

 private:
  Store& store_;
  Creatives& creatives_;
  Assets& assets_;
  AuditLog& audit_;
  RandomBytes random_;
};

}  // namespace gv::app
