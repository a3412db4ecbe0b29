#include "core/insight/sync_match.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace gv::insight {
namespace {

constexpr double kRounding = 1e-9;

struct Worth {
  std::int64_t pairs{0};
  double sum{0.0};  ///< of |offset|
};

bool better(const Worth& a, const Worth& b) {
  return a.pairs != b.pairs ? a.pairs > b.pairs : a.sum < b.sum;
}

/// Row i of the table: the best of the first i visual times with the audio times below j, for j
/// in [lo, lo + cells.size() - 1]. Below lo and above the last j the worth does not change.
struct Row {
  std::size_t lo{0};
  std::vector<Worth> cells;

  [[nodiscard]] const Worth& at(std::size_t j) const {
    return cells[std::clamp(j, lo, lo + cells.size() - 1) - lo];
  }
};

class Table {
 public:
  Table(std::span<const double> visual, std::span<const double> audio, double tolerance_s)
      : visual_(visual), audio_(audio) {
    rows_.push_back({0, {Worth{}}});
    std::size_t lo = 0;
    std::size_t hi = 0;
    for (const double t : visual) {
      while (lo < audio.size() && audio[lo] < t - tolerance_s - kRounding) ++lo;
      hi = std::max(hi, lo);
      while (hi < audio.size() && audio[hi] <= t + tolerance_s + kRounding) ++hi;
      add_row(lo, hi);
    }
  }

  [[nodiscard]] std::vector<Match> backtrack() const {
    std::vector<Match> matches;
    std::size_t j = audio_.size();
    for (std::size_t i = visual_.size(); i > 0;) {
      const auto& row = rows_[i];
      j = std::min(j, row.lo + row.cells.size() - 1);
      if (same(row.at(j), rows_[i - 1].at(j)) || j <= row.lo) {
        --i;
      } else if (same(row.at(j), row.at(j - 1))) {
        --j;
      } else {
        matches.push_back({--i, --j});
      }
    }
    std::reverse(matches.begin(), matches.end());
    return matches;
  }

 private:
  static bool same(const Worth& a, const Worth& b) { return a.pairs == b.pairs && a.sum == b.sum; }

  void add_row(std::size_t lo, std::size_t hi) {
    const double t = visual_[rows_.size() - 1];
    const Row& above = rows_.back();
    Row row{lo, {above.at(lo)}};
    for (std::size_t j = lo; j < hi; ++j) {
      Worth paired = above.at(j);
      paired.pairs += 1;
      paired.sum += std::abs(t - audio_[j]);
      Worth best = above.at(j + 1);
      if (better(row.cells.back(), best)) best = row.cells.back();
      if (better(paired, best)) best = paired;
      row.cells.push_back(best);
    }
    rows_.push_back(std::move(row));
  }

  std::span<const double> visual_;
  std::span<const double> audio_;
  std::vector<Row> rows_;
};

}  // namespace

std::vector<Match> match_times(std::span<const double> visual, std::span<const double> audio,
                               double tolerance_s) {
  return Table(visual, audio, tolerance_s).backtrack();
}

}  // namespace gv::insight
