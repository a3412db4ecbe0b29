#include "adapters/capi/capi_format.h"

#include <charconv>
#include <optional>

#include <boost/json/value.hpp>

#include "adapters/capi/event_report.h"
#include "base/hmac.h"
#include "io/json/json.h"
#include "io/json/serialize.h"

namespace gv::capi {
namespace {

constexpr Millis kSignedWithin{300'000};
constexpr std::int64_t kSecondsMax = std::int64_t{1} << 43;
constexpr std::size_t kEventNameMax = 64;
constexpr std::size_t kEventIdMax = 128;

std::optional<TimePoint> signed_at(std::string_view text) {
  std::int64_t ms = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), ms);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!whole || ms < 0 || ms > kSecondsMax * 1'000) return std::nullopt;
  return TimePoint(Millis(ms));
}

bool is_name(std::string_view text, std::size_t longest) {
  if (text.empty() || text.size() > longest) return false;
  for (const char c : text) {
    // "|" parts the two in the key of a job.
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '|') return false;
  }
  return true;
}

std::optional<app::ToldConversion> told_in(const boost::json::value& value) {
  const auto* const event = value.if_object();
  if (event == nullptr) return std::nullopt;
  app::ToldConversion told{.name = text_in(*event, "event_name"),
                           .id = text_in(*event, "event_id")};
  const auto* const seconds = event->if_contains("event_time");
  if (!is_name(told.name, kEventNameMax) || !is_name(told.id, kEventIdMax) || seconds == nullptr ||
      !seconds->is_int64() || seconds->get_int64() < 0 || seconds->get_int64() > kSecondsMax) {
    return std::nullopt;
  }
  told.at = TimePoint(std::chrono::seconds(seconds->get_int64()));
  told.payload = json::compact(value);
  return told;
}

}  // namespace

Result<void> CapiFormat::verify(const app::InboundDelivery& delivery,
                                const std::vector<std::string>& secrets, TimePoint now) const {
  const auto at = signed_at(delivery.timestamp);
  bool valid = false;
  for (const auto& secret : secrets) {
    const auto code = hmac_sha256(secret, {delivery.timestamp, ".", delivery.body});
    valid = equal_in_constant_time("sha256=" + to_hex(code), delivery.signature) || valid;
  }
  const bool timely = at && now - *at <= kSignedWithin && *at - now <= kSignedWithin;
  if (valid && timely) return {};
  return fail(ErrorCode::Unauthenticated, "signature", "invalid_signature");
}

Result<app::InboundBatch> CapiFormat::read(std::string_view body) const {
  GV_TRY(const auto tree, json::parse(body, "body", {.refuses_nul = true}));
  app::InboundBatch batch;
  const auto take = [&](const boost::json::value& value) {
    if (auto told = told_in(value)) {
      batch.events.push_back(*std::move(told));
    } else {
      ++batch.ignored;
    }
  };
  if (tree.is_object()) {
    take(tree);
    return batch;
  }
  if (!tree.is_array() || tree.get_array().size() > kInboundMax) {
    return fail(ErrorCode::InvalidInput, "body", "must be an event or a list of up to 1000 events");
  }
  for (const auto& value : tree.get_array()) take(value);
  return batch;
}

Result<app::ConversionReport> CapiFormat::report(std::string_view payload,
                                                 Currency currency) const {
  GV_TRY(const auto document, json::parse_exact(payload, "event"));
  if (!document.root->is_object()) {
    return fail(ErrorCode::InvalidInput, "event", "must be an object");
  }
  return report_of(document, currency);
}

}  // namespace gv::capi
