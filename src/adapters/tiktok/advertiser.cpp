#include "adapters/tiktok/advertiser.h"

#include <algorithm>

#include <fmt/format.h>

#include "io/json/loose.h"
#include "io/json/serialize.h"

namespace gv::tiktok {
namespace {

using execute::PlatformError;

PlatformError wrong_money(const Error& error) {
  return {.error_class = execute::ErrorClass::Invalid,
          .message = to_string(error),
          .field = error.where};
}

/// What the answer says of the advertiser; empty: nothing.
boost::json::object told_of(const boost::json::value& data, std::string_view advertiser) {
  const auto* const object = data.if_object();
  const auto* const list = object == nullptr ? nullptr : json::array_of(*object, "list");
  if (list == nullptr) return {};
  const auto own = std::find_if(list->begin(), list->end(), [&](const boost::json::value& one) {
    return one.is_object() && json::text_of(one.get_object(), "advertiser_id") == advertiser;
  });
  return own == list->end() ? boost::json::object() : own->get_object();
}

}  // namespace

tl::expected<Currency, PlatformError> Advertiser::ask() const {
  const auto answer = api_.get(
      "advertiser/info/", {{"advertiser_ids", json::compact(boost::json::array{api_.advertiser()})},
                           {"fields", R"(["advertiser_id","currency"])"}});
  if (!answer.result) return tl::unexpected(answer.result.error());
  const auto told = told_of(answer.result->data, api_.advertiser());
  const auto currency = Currency::parse(json::text_of(told, "currency"), "currency");
  if (!currency) return tl::unexpected(wrong_money(currency.error()));
  return *currency;
}

tl::expected<Currency, PlatformError> Advertiser::currency() const {
  const std::scoped_lock lock(mutex_);
  if (!known_) {
    const auto asked = ask();
    if (!asked) return asked;
    known_ = *asked;
  }
  return *known_;
}

std::optional<PlatformError> Advertiser::differs_from(const Currency& account) const {
  const auto held = currency();
  if (!held) return held.error();
  if (*held == account) return std::nullopt;
  return wrong_money(
      {.code = ErrorCode::CurrencyMismatch,
       .where = "currency",
       .message = fmt::format("must be {}, the account's, got {}", account.code(), held->code())});
}

}  // namespace gv::tiktok
