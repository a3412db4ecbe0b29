#include "app/outbound/match_data.h"

namespace gv::app {
namespace {

using attribution::Method;
using server_events::PersonFields;

void put(PersonFields& person, const char* field, std::string value) {
  if (!value.empty()) person[field] = {std::move(value)};
}

/// The cookie, or what it would have been: Meta takes one that was built on the server.
std::string fbc_of(const attribution::Click& click) {
  if (!click.fbc.empty()) return click.fbc;
  if (click.ids.fbclid.empty()) return {};
  return to_text(attribution::renewed_fbc(nullptr, click.ids.fbclid, click.at));
}

/// By whose click a conversion is known for sure; a click that is only likely theirs would tell the
/// platform of somebody else.
std::string certain_click(const ConversionRecord& record,
                          const std::vector<RecordedCredits>& credits) {
  if (!credits.empty()) {
    const auto& found = credits.back().evidence;
    const bool certain = found.method == Method::UrlParam || found.method == Method::Identity;
    if (certain && !found.click_id.empty()) return found.click_id;
  }
  return record.click_id.value_or("");
}

}  // namespace

Result<PersonFields> MatchData::of(Transaction& transaction, std::string_view conversion_id) {
  GV_TRY(const auto record, conversions_.find(transaction, conversion_id));
  if (!record) return PersonFields{};
  GV_TRY(const auto credits, conversions_.credits(transaction, conversion_id));
  if (const auto click = certain_click(*record, credits); !click.empty()) {
    GV_TRY(auto person, of_click(transaction, click));
    if (!person.empty()) return person;
  }
  PersonFields person;
  if (record->fbclid) {
    put(person, "fbc", to_text(attribution::renewed_fbc(nullptr, *record->fbclid, record->at)));
  }
  return person;
}

Result<PersonFields> MatchData::of_click(Transaction& transaction, std::string_view click_id) {
  GV_TRY(const auto click, clicks_.find(transaction, click_id));
  if (!click || !click->consent.ads || !click->is_valid()) return PersonFields{};
  PersonFields person;
  put(person, "fbc", fbc_of(*click));
  put(person, "fbp", click->fbp);
  GV_TRY(const auto sealed, clicks_.sealed_client(transaction, click_id));
  if (sealed.empty()) return person;
  // One that cannot be opened is as good as one that was erased.
  if (const auto client = sealer_.open(transaction.scope().account(), kSealedClient, sealed)) {
    const auto line_end = client->find('\n');
    put(person, "client_ip_address", client->substr(0, line_end));
    if (line_end != std::string::npos) {
      put(person, "client_user_agent", client->substr(line_end + 1));
    }
  }
  return person;
}

}  // namespace gv::app
