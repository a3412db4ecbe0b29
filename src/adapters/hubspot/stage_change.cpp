#include "adapters/hubspot/stage_change.h"

#include "adapters/hubspot/deal_events.h"
#include "base/money.h"
#include "core/attribution/identity.h"
#include "io/json/field.h"
#include "io/json/json.h"
#include "io/json/loose.h"
#include "io/json/serialize.h"

namespace gv::hubspot {
namespace {

/// Reads the members and collects what is wrong with them.
class Reader {
 public:
  Reader(const boost::json::object& from, Currency currency) : from_(from), currency_(currency) {}

  template <class Tag>
  Id<Tag> id(std::string_view name) {
    auto read = Id<Tag>::parse(json::text_of(from_, name), name);
    if (read) return *std::move(read);
    errors_.push_back(read.error());
    return {};
  }

  std::string stage(std::string_view name, bool required) {
    std::string text = json::text_of(from_, name);
    if (text.size() > 200 || (required && text.empty())) {
      complain(name, "must be the name of a stage, of at most 200 bytes");
    }
    return text;
  }

  std::optional<std::int64_t> amount() {
    const auto* const value = json::member(from_, "dealValue");
    if (value == nullptr) return std::nullopt;
    const std::string text = value->is_number() ? json::number_text(value->to_number<double>())
                                                : json::text_of(from_, "dealValue");
    const auto money = Money::parse_major(text, currency_, "dealValue");
    if (money && money->minor() >= 0) return money->minor();
    complain("dealValue", "must be an amount >= 0 in " + std::string(currency_.code()));
    return std::nullopt;
  }

  std::string email() {
    if (json::member(from_, "contactEmail") == nullptr) return {};
    auto read = attribution::normalise_email(json::text_of(from_, "contactEmail"), "contactEmail");
    if (read) return *std::move(read);
    errors_.push_back(read.error());
    return {};
  }

  TimePoint time(TimePoint now) {
    if (json::member(from_, "occurredAt") == nullptr) return now;
    if (const auto time = json::time_of(from_, "occurredAt")) return *time;
    complain("occurredAt",
             "must be milliseconds since 1970 or a time such as "
             "2025-01-31T08:00:00Z");
    return now;
  }

  std::vector<Error>& errors() { return errors_; }

 private:
  void complain(std::string_view name, std::string message) {
    errors_.push_back({ErrorCode::InvalidInput, std::string(name), std::move(message)});
  }

  const boost::json::object& from_;
  Currency currency_;
  std::vector<Error> errors_;
};

}  // namespace

tl::expected<StageChange, std::vector<Error>> read_stage_change(std::string_view body,
                                                                Currency currency, TimePoint now) {
  const auto tree = json::parse(body, "body", {.bytes_max = 1U << 20, .depth_max = 16});
  if (!tree) return tl::unexpected(std::vector{tree.error()});
  const auto* const from = tree->if_object();
  if (from == nullptr) {
    return tl::unexpected(std::vector{Error{ErrorCode::InvalidInput, "body", "must be an object"}});
  }
  Reader read(*from, currency);
  StageChange change{.account = read.id<AccountTag>("tenantId"),
                     .deal = read.id<DealTag>("dealId"),
                     .stage_to = read.stage("stageTo", true),
                     .stage_from = read.stage("stageFrom", false),
                     .amount_minor = read.amount(),
                     .contact_email = read.email(),
                     .occurred_at = read.time(now)};
  if (!read.errors().empty()) return tl::unexpected(std::move(read.errors()));
  return change;
}

revenue::DealEvent to_deal_event(const StageChange& change, Currency currency,
                                 TimePoint received_at) {
  revenue::DealEvent event{
      .event_key = revenue::event_key({kCrm, "", "deal.propertyChange", change.deal.text(),
                                       "dealstage", change.stage_to, change.occurred_at}),
      .account = change.account,
      .crm = std::string(kCrm),
      .deal = change.deal,
      .type = revenue::DealEventType::Stage,
      .stage = change.stage_to,
      .amount_minor = change.amount_minor,
      .occurred_at = change.occurred_at,
      .received_at = received_at,
      .property_value = change.stage_to};
  event.currency = currency;
  return event;
}

}  // namespace gv::hubspot
