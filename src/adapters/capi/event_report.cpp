#include "adapters/capi/event_report.h"

#include <optional>

#include "base/money.h"
#include "base/utf8.h"

namespace gv::capi {
namespace {

using boost::json::object;

const object kNothing;

const object& part(const object& in, std::string_view name) {
  const auto* const found = in.if_contains(name);
  return found != nullptr && found->is_object() ? found->get_object() : kNothing;
}

/// The first of a list, as contacts come, or the text itself.
std::string first_text(const object& in, std::string_view name) {
  const auto* const found = in.if_contains(name);
  if (found == nullptr || !found->is_array()) return text_in(in, name);
  const auto& list = found->get_array();
  return list.empty() ? "" : text_in({{"first", list.front()}}, "first");
}

/// The value of a parameter of an address; empty: it has none of that name.
std::string query_value(std::string_view url, std::string_view name) {
  const auto start = url.find('?');
  if (start == std::string_view::npos) return {};
  auto query = url.substr(start + 1, url.find('#', start) - start - 1);
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) {
      return std::string(pair.substr(name.size() + 1));
    }
    if (pair.size() == query.size()) break;
    query.remove_prefix(pair.size() + 1);
  }
  return {};
}

std::string click_id_of(std::string_view url, std::string_view name) {
  auto id = query_value(url, name);
  return attribution::is_platform_id(id) ? id : "";
}

/// The ad: named outright, else by the address of the page.
std::string ad_of(const object& custom, std::string_view url) {
  for (const auto* const name : {"ad_id", "variant_id"}) {
    if (auto ad = text_in(custom, name); !ad.empty()) return ad;
  }
  for (const auto* const name : {"utm_content", "cid"}) {
    auto ad = query_value(url, name);
    if (attribution::is_short_id(ad)) return ad;
  }
  return {};
}

Result<std::optional<std::int64_t>> value_of(const json::ExactDocument& event, const object& custom,
                                             Currency currency) {
  const auto* const value = custom.if_contains("value");
  if (value == nullptr || value->is_null()) return std::optional<std::int64_t>();
  const auto told = text_in(custom, "currency");
  if (!told.empty() && told != currency.code()) {
    return fail(ErrorCode::CurrencyMismatch, "custom_data.currency",
                "must be " + std::string(currency.code()) + ", got \"" + excerpt(told, 10) + "\"");
  }
  const auto text = value->is_number() ? json::decimal_text(*value, event.long_numbers)
                                       : text_in(custom, "value");
  GV_TRY(const auto money, Money::parse_major(text, currency, "custom_data.value"));
  return std::optional(money.minor());
}

void read_person(const object& user, app::ConversionReport& report) {
  const auto email = first_text(user, "em");
  if (attribution::normalise_email(email, "em")) report.email = email;
  const auto phone = first_text(user, "ph");
  if (attribution::normalise_phone(phone, "", "ph")) report.phone = phone;
  if (const auto ip = IpAddress::parse(text_in(user, "client_ip_address"), "ip")) report.ip = *ip;
  report.user_agent = text_in(user, "client_user_agent");
  const auto fbc = text_in(user, "fbc");
  if (attribution::parse_fbc(fbc, "fbc")) report.fbc = fbc;
}

}  // namespace

std::string text_in(const object& object, std::string_view name) {
  const auto* const found = object.if_contains(name);
  if (found == nullptr) return {};
  if (found->is_string()) return std::string(std::string_view(found->get_string()));
  return found->is_int64() ? std::to_string(found->get_int64()) : std::string();
}

Result<app::ConversionReport> report_of(const json::ExactDocument& event, Currency currency) {
  const auto& root = event.root->get_object();
  const auto& custom = part(root, "custom_data");
  const auto url = text_in(root, "event_source_url");
  app::ConversionReport report;
  GV_TRY(report.value_minor, value_of(event, custom, currency));
  report.ad_id = ad_of(custom, url);
  const auto own = query_value(url, "gv_click_id");
  if (attribution::is_short_id(own)) report.click_id = own;
  for (const auto& [name, id] : attribution::platform_ids()) {
    report.ids.*id = click_id_of(url, name);
  }
  read_person(part(root, "user_data"), report);
  return report;
}

}  // namespace gv::capi
