#include "core/belief/bucket_series.h"

#include "base/varint.h"

namespace gv::belief {
namespace {

// A bucket is one byte of flags, what the flags do not say, and its three counts.
constexpr std::uint8_t kFollows = 1;     ///< starts where the one before ends
constexpr std::uint8_t kSameLength = 2;  ///< is as long as the one before

/// Differences wrap around, so that times at the ends of their range come back too.
std::int64_t difference(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}
std::int64_t sum(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}
std::int64_t ms(TimePoint time) { return time.time_since_epoch().count(); }

}  // namespace

BucketSeries::BucketSeries(std::span<const Bucket> buckets) {
  for (const auto& bucket : buckets) push_back(bucket);
  shrink_to_fit();
}

std::vector<Bucket> BucketSeries::unpacked() const {
  std::vector<Bucket> buckets;
  buckets.reserve(count_);
  for (const auto& bucket : *this) buckets.push_back(bucket);
  return buckets;
}

void BucketSeries::push_back(const Bucket& bucket) {
  const Millis length{difference(ms(bucket.end), ms(bucket.start))};
  const bool follows = bucket.start == last_end_;
  const bool same_length = length == last_length_;
  bytes_.push_back(
      static_cast<std::uint8_t>((follows ? kFollows : 0) | (same_length ? kSameLength : 0)));
  if (!follows) append_varint(bytes_, zigzag(difference(ms(bucket.start), ms(last_end_))));
  if (!same_length) append_varint(bytes_, zigzag(length.count()));
  append_varint(bytes_, zigzag(bucket.impressions));
  append_varint(bytes_, zigzag(bucket.clicks));
  append_varint(bytes_, zigzag(bucket.spend_minor));
  last_end_ = bucket.end;
  last_length_ = length;
  ++count_;
}

void BucketSeries::Iterator::read() {
  if (--left_ == 0) return;
  std::int64_t length = difference(ms(bucket_.end), ms(bucket_.start));
  std::int64_t start = ms(bucket_.end);
  const std::uint8_t flags = *at_++;
  if ((flags & kFollows) == 0) start = sum(start, unzigzag(read_varint(at_)));
  if ((flags & kSameLength) == 0) length = unzigzag(read_varint(at_));
  bucket_.start = TimePoint{Millis{start}};
  bucket_.end = TimePoint{Millis{sum(start, length)}};
  bucket_.impressions = unzigzag(read_varint(at_));
  bucket_.clicks = unzigzag(read_varint(at_));
  bucket_.spend_minor = unzigzag(read_varint(at_));
}

}  // namespace gv::belief
