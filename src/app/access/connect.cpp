#include "app/access/connect.h"

#include <algorithm>
#include <array>

namespace gv::app {
namespace {

constexpr std::array<std::string_view, 2> kProviders{"hubspot", "meta"};
constexpr std::string_view kMeta = "meta";
constexpr std::array<std::string_view, 3> kMetaSettings{"page_id", "pixel_id", "instagram_user_id"};
constexpr std::size_t kDigitsMax = 20;
constexpr std::size_t kShownNameMax = 200;
constexpr std::size_t kSecretsMax = 10;
constexpr std::size_t kSecretBytesMax = 4'096;
/// Four characters of a shorter secret would tell too much of it.
constexpr std::size_t kHintFrom = 16;

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= kDigitsMax &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<void> check_settings(const ConnectionDraft& draft) {
  if (!draft.settings) return {};
  for (const auto& [name, text] : *draft.settings) {
    const bool known =
        draft.provider == kMeta &&
        std::find(kMetaSettings.begin(), kMetaSettings.end(), name) != kMetaSettings.end();
    if (!known) {
      return fail(ErrorCode::InvalidInput, "settings." + name,
                  draft.provider == kMeta ? "must be page_id, pixel_id or instagram_user_id"
                                          : "is not known: " + draft.provider + " takes none");
    }
    if (!is_number(text)) {
      return fail(ErrorCode::InvalidInput, "settings." + name,
                  "must be an id of Meta, 1 to 20 digits, got \"" + text + "\"");
    }
  }
  return {};
}

Result<void> check_connection(const ConnectionDraft& draft) {
  if (std::find(kProviders.begin(), kProviders.end(), draft.provider) == kProviders.end()) {
    return fail(ErrorCode::InvalidInput, "provider", "must be hubspot or meta; others are to come");
  }
  if (!is_number(draft.external_id)) {
    return fail(ErrorCode::InvalidInput, "ext",
                draft.provider == "meta" ? "must be the number of an ad account, without act_"
                                         : "must be the number of a HubSpot portal");
  }
  if (draft.display_name && draft.display_name->size() > kShownNameMax) {
    return fail(ErrorCode::InvalidInput, "display_name", "must have at most 200 bytes");
  }
  if (!draft.secrets) return {};
  if (draft.provider == "meta" && !draft.secrets->contains("access_token")) {
    return fail(ErrorCode::InvalidInput, "credentials.access_token",
                "is required, and app_secret where the app asks for its proof");
  }
  if (draft.secrets->size() > kSecretsMax) {
    return fail(ErrorCode::InvalidInput, "credentials", "must be at most 10");
  }
  for (const auto& [name, secret] : *draft.secrets) {
    const bool fits = !name.empty() && name.size() <= kShownNameMax &&
                      name.find('\n') == std::string::npos && !secret.empty() &&
                      secret.size() <= kSecretBytesMax && secret.find('\n') == std::string::npos;
    if (!fits) {
      return fail(ErrorCode::InvalidInput, "credentials." + name,
                  "must be one line of 1 to 4096 bytes");
    }
  }
  return {};
}

Secrets hints_of(const Secrets& secrets) {
  Secrets hints;
  for (const auto& [name, secret] : secrets) {
    const auto tail = secret.size() < kHintFrom ? "" : secret.substr(secret.size() - 4);
    hints.emplace(name, "…" + tail);
  }
  return hints;
}

std::string object_of(const std::string& provider, const std::string& external_id) {
  return provider + ":" + external_id;
}

}  // namespace

ShownConnection Connect::shown(const AccountScope& scope, Connection connection) {
  const auto secrets = opened(sealer_, scope.account(), connection);
  auto hints = secrets ? hints_of(*secrets) : Secrets();
  return {std::move(connection), std::move(hints)};
}

Result<std::vector<ShownConnection>> Connect::list(const AccountScope& scope) {
  std::vector<ShownConnection> all;
  for (const auto provider : kProviders) {
    GV_TRY(auto stored, store_.read(scope, [&](Transaction& transaction) {
      return connections_.list(transaction, provider);
    }));
    for (auto& connection : stored) all.push_back(shown(scope, std::move(connection)));
  }
  return all;
}

/// What acts on ads, and what stops them, knows one ad account.
Result<void> Connect::check_first(Transaction& transaction) {
  GV_TRY(const auto others, connections_.list(transaction, kMeta));
  if (others.empty()) return {};
  return fail(ErrorCode::Conflict, "ext",
              "This account has the ad account " + others.front().external_id +
                  " already; open another account for another one.");
}

Result<ShownConnection> Connect::put(const AccountScope& scope, const ConnectionDraft& draft,
                                     const Actor& actor) {
  GV_TRY(check_connection(draft));
  GV_TRY(check_settings(draft));
  std::optional<std::string> sealed;
  if (draft.secrets) {
    sealed = draft.secrets->empty()
                 ? ""
                 : sealer_.seal(scope.account(), kCredentialsPlace, text_of(*draft.secrets));
  }
  const std::lock_guard lock(putting_);
  GV_TRY(const auto holder, holder_(draft.provider, draft.external_id));
  if (holder && *holder != scope.account()) {  // whose it is, is theirs to tell
    return fail(ErrorCode::Conflict, "ext",
                "It is connected elsewhere already; disconnect it there first.");
  }
  GV_TRY(auto stored, store_.write(scope, [&](Transaction& transaction) -> Result<Connection> {
    GV_TRY(const auto before, connections_.find(transaction, draft.provider, draft.external_id));
    if (!before && draft.provider == kMeta) GV_TRY(check_first(transaction));
    auto next = before.value_or(Connection{});
    next.provider = draft.provider;
    next.external_id = draft.external_id;
    next.display_name = draft.display_name;
    if (draft.settings) next.settings = *draft.settings;
    if (sealed) {
      next.sealed_credentials = *sealed;
      next.sealing_key_id = sealer_.key_id();
    }
    GV_TRY(connections_.put(transaction, next));
    GV_TRY(audit_.append(transaction, entry_by(actor, "connection.put", "connection",
                                               object_of(draft.provider, draft.external_id))));
    GV_TRY(const auto after, connections_.find(transaction, draft.provider, draft.external_id));
    if (begin_) GV_TRY(begin_(transaction, *after));
    return *after;
  }));
  GV_TRY(changed_(draft.provider, draft.external_id));
  return shown(scope, std::move(stored));
}

Result<void> Connect::remove(const AccountScope& scope, const std::string& provider,
                             const std::string& external_id, const Actor& actor) {
  const auto stored = store_.write(scope, [&](Transaction& transaction) -> Result<void> {
    GV_TRY(const bool removed, connections_.remove(transaction, provider, external_id));
    if (!removed) return fail(ErrorCode::NotFound, "connection", "There is no such connection.");
    GV_TRY(audit_.append(transaction, entry_by(actor, "connection.remove", "connection",
                                               object_of(provider, external_id))));
    return {};
  });
  GV_TRY(stored);
  return changed_(provider, external_id);
}

}  // namespace gv::app
