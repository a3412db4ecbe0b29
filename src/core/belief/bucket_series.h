#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <span>
#include <vector>

#include "base/time.h"

namespace gv::belief {

/// Delivery of one span [start, end): an hour, a day or a lifetime. Counts >= 0.
struct Bucket {
  TimePoint start;
  TimePoint end;
  std::int64_t impressions{0};
  std::int64_t clicks{0};  ///< in [0, impressions]
  std::int64_t spend_minor{0};
  friend bool operator==(const Bucket&, const Bucket&) = default;
};

/// The buckets of one ad, packed: a day that follows the day before takes about 8 bytes instead of
/// the 40 of a `Bucket`, and an account of 100,000 ads has millions of them.
///
/// Any buckets in any order come back as they were. Read from front to back; a bucket is changed by
/// unpacking and packing them all. Iterators end with a change.
class BucketSeries {
 public:
  class Iterator {
   public:
    using value_type = Bucket;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    const Bucket& operator*() const { return bucket_; }
    const Bucket* operator->() const { return &bucket_; }
    Iterator& operator++() {
      read();
      return *this;
    }
    void operator++(int) { read(); }
    friend bool operator==(const Iterator& it, std::default_sentinel_t) { return it.left_ == 0; }

   private:
    friend class BucketSeries;
    Iterator(const std::uint8_t* at, std::size_t count) : at_(at), left_(count + 1) { read(); }
    void read();

    const std::uint8_t* at_{nullptr};
    std::size_t left_{0};  ///< buckets from this one on
    Bucket bucket_;
  };

  BucketSeries() = default;
  BucketSeries(std::initializer_list<Bucket> buckets)
      : BucketSeries(std::span(buckets.begin(), buckets.size())) {}
  explicit BucketSeries(std::span<const Bucket> buckets);

  [[nodiscard]] Iterator begin() const { return {bytes_.data(), count_}; }
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }
  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] std::vector<Bucket> unpacked() const;

  /// Amortised O(1).
  void push_back(const Bucket& bucket);
  void clear() { *this = {}; }
  /// Gives back the memory that growing has set aside.
  void shrink_to_fit() { bytes_.shrink_to_fit(); }

 private:
  std::vector<std::uint8_t> bytes_;
  std::size_t count_{0};
  TimePoint last_end_{};  ///< of the newest bucket
  Millis last_length_{0};
};

}  // namespace gv::belief
