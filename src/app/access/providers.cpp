#include "app/access/providers.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "base/utf8.h"

namespace gv::app {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::size_t kDigitsMax = 20;
constexpr std::size_t kIdMax = 64;
constexpr std::size_t kTextMax = 100;
constexpr std::size_t kSecretsMax = 10;
constexpr std::size_t kSecretNameMax = 200;
constexpr std::size_t kSecretBytesMax = 4'096;

constexpr std::array<std::string_view, 1> kToken{"access_token"};
constexpr std::array<Names, 1> kTokenAlone{kToken};

constexpr std::array<Setting, 4> kGoogleSettings{{{"login_customer_id"},
                                                  {"business_name", SettingForm::Text},
                                                  {"logo_asset_id"},
                                                  {"location_"}}};
constexpr std::array<std::string_view, 2> kGoogleToken{"developer_token", "access_token"};
constexpr std::array<std::string_view, 4> kGoogleRefresh{"developer_token", "client_id",
                                                         "client_secret", "refresh_token"};
constexpr std::array<Names, 2> kGoogleSecrets{kGoogleToken, kGoogleRefresh};

constexpr std::array<Setting, 3> kMetaSettings{{{"page_id"}, {"pixel_id"}, {"instagram_user_id"}}};
constexpr std::array<Setting, 6> kTiktokSettings{{{"identity_id", SettingForm::Id},
                                                  {"identity_type", SettingForm::Word},
                                                  {"pixel_id"},
                                                  {"lead_event", SettingForm::Word},
                                                  {"sale_event", SettingForm::Word},
                                                  {"location_"}}};

constexpr std::array<Provider, 4> kProviders{
    {{.name = "google",
      .runs_ads = true,
      .account = "a customer of Google Ads, without dashes",
      .settings = kGoogleSettings,
      .secrets = kGoogleSecrets},
     {.name = "hubspot", .account = "a HubSpot portal"},
     {.name = "meta",
      .runs_ads = true,
      .account = "an ad account, without act_",
      .settings = kMetaSettings,
      .secrets = kTokenAlone},
     {.name = "tiktok",
      .runs_ads = true,
      .account = "an advertiser of TikTok",
      .settings = kTiktokSettings,
      .secrets = kTokenAlone}}};

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= kDigitsMax &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Headers carry secrets, so nothing may end a line or be cut off.
bool is_line(std::string_view text, std::size_t bytes_max) {
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  };
  return !text.empty() && text.size() <= bytes_max &&
         std::none_of(text.begin(), text.end(), is_control);
}

/// "a, b or c".
std::string listed(Names names, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? last : ", ";
    text += names[i];
  }
  return text;
}

/// "location_{country}" of one that there is for each country.
std::string shown_name(const Setting& setting) {
  return std::string(setting.name) + (setting.name.ends_with('_') ? "{country}" : "");
}

bool is_of(const Setting& setting, std::string_view name) {
  if (!setting.name.ends_with('_')) return name == setting.name;
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return name.size() == setting.name.size() + 2 && name.starts_with(setting.name) &&
         capital(name[name.size() - 2]) && capital(name.back());
}

bool consists_of(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.size() <= kIdMax &&
         text.find_first_not_of(allowed) == std::string_view::npos;
}

/// Nothing: the text has the form. Else what it must be.
std::string_view wrong_form(SettingForm form, std::string_view text) {
  constexpr std::string_view kAlphabet =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  switch (form) {
    case SettingForm::Number:
      return is_number(text) ? "" : "1 to 20 digits";
    case SettingForm::Id:
      return consists_of(text, kAlphabet) ? "" : "1 to 64 letters, digits, '-' and '_'";
    case SettingForm::Word:
      return consists_of(text, kAlphabet.substr(26, 37))
                 ? ""
                 : "1 to 64 capital letters, digits and '_'";
    case SettingForm::Text:
      break;
  }
  return is_line(text, kTextMax) && is_utf8(text) ? "" : "one line of 1 to 100 bytes";
}

bool has_all(const Secrets& secrets, Names names) {
  return std::all_of(names.begin(), names.end(),
                     [&](auto name) { return secrets.contains(std::string(name)); });
}

Result<void> check_complete(const Provider& provider, const Secrets& secrets) {
  if (provider.secrets.empty()) return {};
  std::string wanted;
  for (const auto names : provider.secrets) {
    if (has_all(secrets, names)) return {};
    wanted += (wanted.empty() ? "" : ", or ") + listed(names, " and ");
  }
  const auto first = provider.secrets.front();
  const auto missing = std::find_if_not(
      first.begin(), first.end(), [&](auto name) { return secrets.contains(std::string(name)); });
  return fail(ErrorCode::InvalidInput, "credentials." + std::string(*missing),
              "is required: a connection to " + std::string(provider.name) + " needs " + wanted);
}

}  // namespace

std::span<const Provider> providers() { return kProviders; }

Result<Provider> find_provider(std::string_view name) {
  for (const auto& provider : kProviders) {
    if (provider.name == name) return provider;
  }
  std::array<std::string_view, kProviders.size()> names;
  std::transform(kProviders.begin(), kProviders.end(), names.begin(),
                 [](const Provider& provider) { return provider.name; });
  return fail(ErrorCode::InvalidInput, "provider",
              "must be " + listed(names, " or ") + ", got \"" + std::string(name) + "\"");
}

bool is_ad_platform(std::string_view provider) {
  const auto found = find_provider(provider);
  return found && found->runs_ads;
}

Result<void> check_external_id(const Provider& provider, std::string_view id) {
  if (is_number(id)) return {};
  return fail(ErrorCode::InvalidInput, "ext",
              "must be the number of " + std::string(provider.account));
}

Result<void> check_settings(const Provider& provider,
                            const std::map<std::string, std::string>& settings) {
  const auto known = provider.settings;
  for (const auto& [name, text] : settings) {
    const auto setting = std::find_if(known.begin(), known.end(),
                                      [&](const Setting& one) { return is_of(one, name); });
    if (setting == known.end()) {
      std::vector<std::string> names;
      std::transform(known.begin(), known.end(), std::back_inserter(names), shown_name);
      const std::vector<std::string_view> views(names.begin(), names.end());
      return fail(ErrorCode::InvalidInput, "settings." + excerpt(name, kSecretNameMax),
                  known.empty() ? "is not known: " + std::string(provider.name) + " takes none"
                                : "must be " + listed(views, " or "));
    }
    const auto wanted = wrong_form(setting->form, text);
    if (wanted.empty()) continue;
    return fail(ErrorCode::InvalidInput, "settings." + name,
                "must be of " + std::string(provider.name) + ", " + std::string(wanted) +
                    ", got \"" + excerpt(text, kSecretNameMax) + "\"");
  }
  return {};
}

Result<void> check_secrets(const Provider& provider, const Secrets& secrets) {
  GV_TRY(check_complete(provider, secrets));
  if (secrets.size() > kSecretsMax) {
    return fail(ErrorCode::InvalidInput, "credentials", "must be at most 10");
  }
  for (const auto& [name, secret] : secrets) {
    if (!is_line(name, kSecretNameMax) || !is_line(secret, kSecretBytesMax)) {
      return fail(ErrorCode::InvalidInput, "credentials." + excerpt(name, kSecretNameMax),
                  "must be one line of 1 to 4096 bytes without control characters");
    }
  }
  return {};
}

}  // namespace gv::app
