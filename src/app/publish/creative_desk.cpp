#include "app/publish/creative_desk.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gv::app {
namespace {

/// Of Meta's, those that lead to a page.
constexpr std::array<std::string_view, 14> kButtons{
    "APPLY_NOW",  "BOOK_TRAVEL", "BUY_NOW",  "CONTACT_US", "DOWNLOAD", "GET_OFFER", "GET_QUOTE",
    "LEARN_MORE", "ORDER_NOW",   "SEE_MENU", "SHOP_NOW",   "SIGN_UP",  "SUBSCRIBE", "WATCH_MORE"};
constexpr std::string_view kScheme = "https://";
constexpr std::size_t kCreativeNameMax = 200;
constexpr std::size_t kMessageMax = 2'000;
constexpr std::size_t kHeadlineMax = 255;
constexpr std::size_t kLinkMax = 2'000;
constexpr std::size_t kYoutubeIdSize = 11;

tl::unexpected<Error> no_creative(const std::string& id) {
  return fail(ErrorCode::NotFound, "id", "There is no creative \"" + id + "\".");
}

Result<void> check_length(std::string_view field, std::string_view text, std::size_t most) {
  if (!text.empty() && text.size() <= most) return {};
  return fail(ErrorCode::InvalidInput, std::string(field),
              fmt::format("must have 1 to {} bytes, got {}", most, text.size()));
}

Result<void> check_draft(const CreativeDraft& draft) {
  GV_TRY(check_length("name", draft.name, kCreativeNameMax));
  GV_TRY(check_length("message", draft.message, kMessageMax));
  GV_TRY(check_length("headline", draft.headline, kHeadlineMax));
  if (!is_landing_page(draft.link)) {
    return fail(ErrorCode::InvalidInput, "link",
                "must be an address that begins with https://, got \"" + draft.link + "\"");
  }
  if (!is_call_to_action(draft.call_to_action)) {
    return fail(
        ErrorCode::InvalidInput, "call_to_action",
        fmt::format("must be one of {}, got \"{}\"", call_to_action_names(), draft.call_to_action));
  }
  const auto& youtube = draft.youtube_video_id;
  if (youtube && !is_youtube_video_id(*youtube)) {
    return fail(
        ErrorCode::InvalidInput, "youtube_video_id",
        "must be the 11 characters that YouTube names a video by, got \"" + *youtube + "\"");
  }
  return {};
}

Result<void> check_asset(const std::optional<Asset>& asset) {
  if (!asset) return fail(ErrorCode::InvalidInput, "asset_id", "names no file of this account");
  if (asset->status != AssetStatus::Ready || asset->facts.kind != "video") {
    return fail(ErrorCode::InvalidInput, "asset_id",
                "must be a usable video, and \"" + asset->original_name + "\" is none");
  }
  return {};
}

}  // namespace

bool is_call_to_action(std::string_view text) {
  return std::find(kButtons.begin(), kButtons.end(), text) != kButtons.end();
}

std::string call_to_action_names() { return fmt::format("{}", fmt::join(kButtons, ", ")); }

bool is_youtube_video_id(std::string_view text) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return text.size() == kYoutubeIdSize &&
         text.find_first_not_of(kAlphabet) == std::string_view::npos;
}

bool is_landing_page(std::string_view link) {
  if (!link.starts_with(kScheme) || link.size() > kLinkMax) return false;
  const bool printable =
      std::all_of(link.begin(), link.end(), [](char c) { return c > ' ' && c <= '~' && c != '"'; });
  const auto host =
      link.substr(kScheme.size(), link.find_first_of("/?#", kScheme.size()) - kScheme.size());
  const bool named = std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == ':';
  });
  return printable && !host.empty() && host.front() != '.' && host.front() != ':' && named;
}

Result<Creative> CreativeDesk::create(const AccountScope& scope, const CreativeDraft& draft,
                                      const Actor& actor) {
  GV_TRY(check_draft(draft));
  return store_.write(scope, [&](Transaction& transaction) -> Result<Creative> {
    GV_TRY(const auto asset, assets_.find(transaction, draft.asset_id));
    GV_TRY(check_asset(asset));
    const Creative creative{.id = new_id(random_, transaction.now()),
                            .asset_id = draft.asset_id,
                            .name = draft.name,
                            .message = draft.message,
                            .headline = draft.headline,
                            .link = draft.link,
                            .call_to_action = draft.call_to_action,
                            .youtube_video_id = draft.youtube_video_id,
                            .created_by = actor.type + ":" + actor.id,
                            .created_at = transaction.now()};
    GV_TRY(creatives_.add(transaction, creative));
    auto entry = entry_by(actor, "creative.created", "creative", creative.id);
    GV_TRY(audit_.append(transaction, entry));
    return creative;
  });
}

Result<Creative> CreativeDesk::approve(const AccountScope& scope, const std::string& id,
                                       const Actor& actor) {
  return store_.write(scope, [&](Transaction& transaction) -> Result<Creative> {
    GV_TRY(const bool approved, creatives_.approve(transaction, id, actor.type + ":" + actor.id));
    GV_TRY(const auto now_is, creatives_.find(transaction, id));
    if (!now_is) return no_creative(id);
    if (!approved) return fail(ErrorCode::Conflict, "id", "The creative is approved already.");
    auto entry = entry_by(actor, "creative.approved", "creative", id);
    GV_TRY(audit_.append(transaction, entry));
    return *now_is;
  });
}

Result<Creative> CreativeDesk::find(const AccountScope& scope, const std::string& id) {
  return store_.read(scope, [&](Transaction& transaction) -> Result<Creative> {
    GV_TRY(const auto found, creatives_.find(transaction, id));
    if (!found) return no_creative(id);
    return *found;
  });
}

Result<std::vector<Creative>> CreativeDesk::list(const AccountScope& scope,
                                                 const CreativeFilter& filter) {
  return store_.read(
      scope, [&](Transaction& transaction) { return creatives_.list(transaction, filter); });
}

}  // namespace gv::app
