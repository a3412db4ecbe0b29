#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "adapters/files/ads_row.h"

namespace gv::files {

/// What the rows of an ad mostly have in common: kept once for a run of rows that agree.
struct RowSetup {
  const std::string* ad{nullptr};
  const std::string* ad_name{nullptr};
  const std::string* campaign{nullptr};
  const std::string* unit{nullptr};
  const std::string* status_unknown{nullptr};
  belief::AdStatus status{belief::AdStatus::Active};
  belief::Learning learning{belief::Learning::None};
  Currency currency{Currency::usd()};
};

/// A row taken out of the store, see `AdsRow`. Texts belong to the store.
struct RowView {
  std::uint64_t line{0};
  std::string_view raw;  ///< empty: not kept
  const RowSetup* setup{nullptr};
  const std::string* breakdown{nullptr};
  TimePoint start;
  TimePoint end;
  std::int64_t impressions{0};
  std::int64_t clicks{0};
  std::int64_t spend_minor{0};
  std::vector<double> deals;                        ///< by candidate column
  std::vector<std::optional<std::int64_t>> values;  ///< minor units, by candidate column
  std::optional<std::int64_t> pipeline_minor;
  std::optional<std::int64_t> cash_minor;
  std::optional<std::int64_t> budget_minor;
  std::optional<double> frequency;
  std::uint8_t* flags{nullptr};  ///< where the row lies in the store
};

/// The readable rows of a file by ad, in some 35 bytes each: exports of large accounts have
/// millions of rows, and which of them count is known only after the last. Pointers into the store
/// stay valid while it lives.
class PackedRows {
 public:
  /// Rows have the same candidate columns all. `raw` is the row's text, empty: not to be kept.
  /// Expected O(bytes of the row).
  void add(const AdsRow& row, std::string_view raw);

  [[nodiscard]] std::size_t ads() const { return ads_.size(); }
  [[nodiscard]] const std::string& ad_id(std::size_t ad) const { return *ads_[ad].id; }

  /// The rows of an ad that were not dropped, in the order in which they came. Fills `into`, whose
  /// memory is used again.
  void unpack(std::size_t ad, std::vector<RowView>& into) const;
  /// Takes a row out. Other rows stay where they are.
  static void drop(const RowView& row);

 private:
  struct Ad {
    const std::string* id{nullptr};
    const RowSetup* setup{nullptr};  ///< of the newest row
    std::uint32_t setup_at{0};
    std::uint8_t* newest{nullptr};  ///< row; each leads to the one before
    std::size_t rows{0};
  };

  const std::string* keep(const std::string& text) { return &*texts_.insert(text).first; }
  Ad& ad_of(const AdsRow& row);
  void agree(const AdsRow& row, Ad& ad);
  void pack(const AdsRow& row, std::string_view raw, const Ad& ad);
  std::uint8_t* place(std::size_t bytes);
  void read(std::uint8_t* at, RowView& into) const;

  std::unordered_set<std::string> texts_;
  std::unordered_map<std::string_view, std::size_t> by_id_;
  std::vector<Ad> ads_;
  std::deque<RowSetup> setups_;
  std::vector<const std::string*> breakdowns_;
  std::unordered_map<std::string_view, std::size_t> by_breakdown_;
  std::vector<std::vector<std::uint8_t>> blocks_;
  std::size_t used_{0};               ///< of the last block
  std::vector<std::uint8_t> packed_;  ///< the row being packed
  std::size_t deals_{0};              ///< candidate columns
  std::size_t values_{0};
};

}  // namespace gv::files
