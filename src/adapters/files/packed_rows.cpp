#include "adapters/files/packed_rows.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/varint.h"

namespace gv::files {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{1} << 20;
constexpr std::int64_t kHourMs = 3'600'000;

// A row is one byte of flags, the place of the ad's row before, and its numbers.
constexpr std::uint8_t kDropped = 1;
constexpr std::uint8_t kHasFrequency = 2;
constexpr std::size_t kLinkBytes = sizeof(std::uint8_t*);

using Bytes = std::vector<std::uint8_t>;

/// Times are mostly whole hours, which need half as many bytes as milliseconds.
void append_ms(Bytes& bytes, std::int64_t ms) {
  const bool hours = ms % kHourMs == 0;
  append_varint(bytes, zigzag(hours ? ms / kHourMs : ms) << 1 | (hours ? 0U : 1U));
}

std::int64_t read_ms(const std::uint8_t*& at) {
  const std::uint64_t packed = read_varint(at);
  const std::int64_t number = unzigzag(packed >> 1);
  return (packed & 1) == 0 ? number * kHourMs : number;
}

void append_bits(Bytes& bytes, double number) {
  std::uint8_t bits[sizeof(double)];
  std::memcpy(bits, &number, sizeof(double));
  bytes.insert(bytes.end(), bits, bits + sizeof(double));
}

double read_bits(const std::uint8_t*& at) {
  double number = 0.0;
  std::memcpy(&number, at, sizeof(double));
  at += sizeof(double);
  return number;
}

/// Deals are mostly whole and few.
void append_count(Bytes& bytes, double number) {
  constexpr double kWholeMax = 1e9;
  const bool whole = number >= 0.0 && number <= kWholeMax && number == std::floor(number);
  append_varint(bytes, whole ? static_cast<std::uint64_t>(number) + 1 : 0);
  if (!whole) append_bits(bytes, number);
}

double read_number(const std::uint8_t*& at) {
  const std::uint64_t packed = read_varint(at);
  return packed == 0 ? read_bits(at) : static_cast<double>(packed - 1);
}

void append_optional(Bytes& bytes, const std::optional<std::int64_t>& number) {
  append_varint(bytes, number ? zigzag(*number) + 1 : 0);
}

std::optional<std::int64_t> read_optional(const std::uint8_t*& at) {
  const std::uint64_t packed = read_varint(at);
  return packed == 0 ? std::nullopt : std::optional(unzigzag(packed - 1));
}

}  // namespace

void PackedRows::add(const AdsRow& row, std::string_view raw) {
  deals_ = row.deals.size();
  values_ = row.values.size();
  Ad& ad = ad_of(row);
  agree(row, ad);
  pack(row, raw, ad);
  std::uint8_t* const at = place(packed_.size());
  std::copy(packed_.begin(), packed_.end(), at);
  ad.newest = at;
  ++ad.rows;
}

PackedRows::Ad& PackedRows::ad_of(const AdsRow& row) {
  if (const auto found = by_id_.find(row.ad); found != by_id_.end()) return ads_[found->second];
  const std::string* id = keep(row.ad);
  by_id_.emplace(*id, ads_.size());
  return ads_.emplace_back(Ad{.id = id});
}

/// Leaves the ad's newest setup to be the row's.
void PackedRows::agree(const AdsRow& row, Ad& ad) {
  const RowSetup* const last = ad.setup;
  if (last != nullptr && last->status == row.status && last->learning == row.learning &&
      last->currency == row.currency && *last->unit == row.unit &&
      *last->campaign == row.campaign && *last->ad_name == row.ad_name &&
      *last->status_unknown == row.status_unknown) {
    return;
  }
  ad.setup_at = static_cast<std::uint32_t>(setups_.size());
  ad.setup = &setups_.emplace_back(RowSetup{.ad = ad.id,
                                            .ad_name = keep(row.ad_name),
                                            .campaign = keep(row.campaign),
                                            .unit = keep(row.unit),
                                            .status_unknown = keep(row.status_unknown),
                                            .status = row.status,
                                            .learning = row.learning,
                                            .currency = row.currency});
}

void PackedRows::pack(const AdsRow& row, std::string_view raw, const Ad& ad) {
  auto breakdown = by_breakdown_.find(row.breakdown);
  if (breakdown == by_breakdown_.end()) {
    breakdowns_.push_back(keep(row.breakdown));
    breakdown = by_breakdown_.emplace(*breakdowns_.back(), breakdowns_.size() - 1).first;
  }
  packed_.assign(1 + kLinkBytes, 0);
  packed_[0] = row.frequency ? kHasFrequency : 0;
  std::memcpy(&packed_[1], &ad.newest, kLinkBytes);
  append_varint(packed_, ad.setup_at);
  append_varint(packed_, row.line);
  append_varint(packed_, raw.size());
  packed_.insert(packed_.end(), raw.begin(), raw.end());
  append_varint(packed_, breakdown->second);
  append_ms(packed_, row.start.time_since_epoch().count());
  append_ms(packed_, (row.end - row.start).count());
  for (const auto count : {row.impressions, row.clicks, row.spend_minor}) {
    append_varint(packed_, static_cast<std::uint64_t>(count));
  }
  for (const double deals : row.deals) append_count(packed_, deals);
  for (const auto& value : row.values) append_optional(packed_, value);
  append_optional(packed_, row.pipeline_minor);
  append_optional(packed_, row.cash_minor);
  append_optional(packed_, row.budget_minor);
  if (row.frequency) append_bits(packed_, *row.frequency);
}

/// Room for a row that does not move.
std::uint8_t* PackedRows::place(std::size_t bytes) {
  if (blocks_.empty() || used_ + bytes > blocks_.back().size()) {
    blocks_.emplace_back(std::max(bytes, kBlockBytes));
    used_ = 0;
  }
  used_ += bytes;
  return blocks_.back().data() + used_ - bytes;
}

void PackedRows::unpack(std::size_t ad, std::vector<RowView>& into) const {
  into.resize(ads_[ad].rows);
  auto row = into.end();
  for (std::uint8_t* at = ads_[ad].newest; at != nullptr;) {
    if ((*at & kDropped) == 0) read(at, *--row);
    std::memcpy(&at, at + 1, kLinkBytes);
  }
  into.erase(into.begin(), row);
}

void PackedRows::drop(const RowView& row) { *row.flags |= kDropped; }

void PackedRows::read(std::uint8_t* const row, RowView& into) const {
  const std::uint8_t* at = row + 1 + kLinkBytes;
  into.flags = row;
  into.setup = &setups_[read_varint(at)];
  into.line = read_varint(at);
  const std::size_t raw = read_varint(at);
  into.raw = {reinterpret_cast<const char*>(at), raw};
  at += raw;
  into.breakdown = breakdowns_[read_varint(at)];
  into.start = TimePoint{Millis{read_ms(at)}};
  into.end = into.start + Millis{read_ms(at)};
  into.impressions = static_cast<std::int64_t>(read_varint(at));
  into.clicks = static_cast<std::int64_t>(read_varint(at));
  into.spend_minor = static_cast<std::int64_t>(read_varint(at));
  into.deals.resize(deals_);
  into.values.resize(values_);
  for (double& deals : into.deals) deals = read_number(at);
  for (auto& value : into.values) value = read_optional(at);
  into.pipeline_minor = read_optional(at);
  into.cash_minor = read_optional(at);
  into.budget_minor = read_optional(at);
  into.frequency.reset();
  if ((*row & kHasFrequency) != 0) into.frequency = read_bits(at);
}

}  // namespace gv::files
