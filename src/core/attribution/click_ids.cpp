#include "core/attribution/click_ids.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"

namespace gv::attribution {
namespace {

constexpr std::array kPlatformIds{
    NamedId{"fbclid", &PlatformIds::fbclid}, NamedId{"gclid", &PlatformIds::gclid},
    NamedId{"gbraid", &PlatformIds::gbraid}, NamedId{"wbraid", &PlatformIds::wbraid},
    NamedId{"ttclid", &PlatformIds::ttclid}, NamedId{"msclkid", &PlatformIds::msclkid}};

constexpr std::int64_t kTimeMax = std::int64_t{1} << 53;
constexpr std::int64_t kBrowserIdMax = (std::int64_t{1} << 31) - 1;

bool is_id(std::string_view text, std::size_t longest) {
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-";
  return !text.empty() && text.size() <= longest &&
         text.find_first_not_of(kAllowed) == std::string_view::npos;
}

/// A decimal without sign in [0, most].
std::optional<std::int64_t> decimal(std::string_view text, std::int64_t most) {
  std::int64_t value = -1;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (trouble != std::errc{} || end != text.data() + text.size() || value < 0 || value > most) {
    return std::nullopt;
  }
  return value;
}

/// The text up to the next dot, which is dropped from `rest` with it.
std::string_view next_segment(std::string_view& rest) {
  const auto dot = std::min(rest.find('.'), rest.size());
  const std::string_view segment = rest.substr(0, dot);
  rest.remove_prefix(std::min(rest.size(), dot + 1));
  return segment;
}

std::string_view without_appendix(std::string_view payload) {
  const auto dot = payload.find('.');
  if (dot == std::string_view::npos || payload.find('.', dot + 1) != std::string_view::npos) {
    return payload;  // no fifth segment, or an id that holds dots itself
  }
  const auto length = payload.size() - dot - 1;
  return length == 2 || length == 8 ? payload.substr(0, dot) : payload;
}

std::optional<FbCookie> read_cookie(std::string_view text) {
  std::string_view rest = text;
  if (next_segment(rest) != "fb") return std::nullopt;
  const auto index = decimal(next_segment(rest), 9);
  const auto created = decimal(next_segment(rest), kTimeMax);
  const std::string_view payload = without_appendix(rest);
  if (!index || !created || !is_platform_id(payload)) return std::nullopt;
  return FbCookie{static_cast<int>(*index), TimePoint(Millis(*created)), std::string(payload)};
}

tl::unexpected<Error> refuse(std::string_view text, std::string_view where,
                             std::string_view payload) {
  return fail(ErrorCode::InvalidInput, std::string(where),
              fmt::format("must be fb.<index>.<milliseconds>.<{}>, got \"{}\"", payload,
                          printable(excerpt(text, 60))));
}

}  // namespace

bool PlatformIds::empty() const {
  return std::all_of(kPlatformIds.begin(), kPlatformIds.end(),
                     [this](const NamedId& named) { return (this->*named.id).empty(); });
}

std::span<const NamedId> platform_ids() { return kPlatformIds; }

bool is_platform_id(std::string_view text) { return is_id(text, 500); }

bool is_short_id(std::string_view text) { return is_id(text, 64); }

std::string own_click_id(std::span<const std::uint8_t, 16> random) {
  std::string id = "gv_";
  for (const std::uint8_t byte : random) id += fmt::format("{:02x}", byte);
  return id;
}

Result<FbCookie> parse_fbc(std::string_view text, std::string_view where) {
  if (auto cookie = read_cookie(text)) return *std::move(cookie);
  return refuse(text, where, "fbclid");
}

Result<FbCookie> parse_fbp(std::string_view text, std::string_view where) {
  auto cookie = read_cookie(text);
  if (cookie && decimal(cookie->payload, kBrowserIdMax)) return *std::move(cookie);
  return refuse(text, where, "number");
}

std::string to_text(const FbCookie& cookie) {
  return fmt::format("fb.{}.{}.{}", cookie.subdomain_index,
                     cookie.created.time_since_epoch().count(), cookie.payload);
}

int subdomain_index(std::string_view registrable_domain) {
  return static_cast<int>(std::count(registrable_domain.begin(), registrable_domain.end(), '.'));
}

FbCookie renewed_fbc(const FbCookie* stored, std::string_view fbclid, TimePoint now,
                     int subdomain_index) {
  if (stored != nullptr && stored->payload == fbclid) return *stored;
  return {stored != nullptr ? stored->subdomain_index : subdomain_index, now, std::string(fbclid)};
}

}  // namespace gv::attribution
