#include "document.h"
#include "evaluation.h"

#include <algorithm>
#include <cmath>

#include <boost/describe/enum_to_string.hpp>
#include <fmt/format.h>

#include "core/vision/colour.h"
#include "io/json/described.h"

namespace gv::gvtest {
namespace {

constexpr int kNear = 12;  // of 255, in each colour: what coding may change

int channel(const std::string& hex, std::size_t at) {
  return std::stoi(hex.substr(1 + 2 * at, 2), nullptr, 16);
}

bool near(const std::string& a, const std::string& b) {
  for (std::size_t c = 0; c < 3; ++c) {
    if (std::abs(channel(a, c) - channel(b, c)) > kNear) return false;
  }
  return true;
}

/// Largest error of a colour's share; a colour not found has none.
double palette_error(const TrueLook& look, const std::vector<vision::PaletteEntry>& palette) {
  double worst = 0.0;
  for (const TrueColour& colour : look.colours) {
    double share = 0.0;
    for (const auto& entry : palette) {
      if (near(entry.hex, colour.hex)) share += entry.weight;
    }
    worst = std::max(worst, std::abs(share - colour.share));
  }
  return worst;
}

struct Look {
  std::optional<double> palette_error{};
  std::optional<double> sharpness{};
  std::optional<std::string> composition{};
  std::string colours;
};

Result<Look> look_of(const std::string& path, const ClipTruth& truth) {
  GV_TRY(const auto document, document_of(path, {.text = false}));
  const auto& visual = document.visual;
  Look look;
  if (!truth.look->colours.empty()) look.palette_error = palette_error(*truth.look, visual.palette);
  for (const auto& entry : visual.palette) {
    look.colours += fmt::format(" {} {:.3f}", entry.hex, entry.weight);
  }
  if (truth.look->blur) look.sharpness = visual.sharpness;
  if (truth.look->composition && visual.composition.dominant) {
    look.composition =
        std::string(boost::describe::enum_to_string(*visual.composition.dominant, ""));
    look.composition = json::snake_case(*look.composition);
  }
  return look;
}

}  // namespace

Rows evaluate_looks(const ClipFolder& set, const EvaluateOptions& options) {
  EvaluateOptions all = options;
  all.quick = false;  // each clip is another case, and short
  GV_TRY(const auto results, each_clip<Look>(set, all, look_of));
  Measure palette{
      .name = "palette share error, worst, G11", .ours = 0.0, .higher_is_better = false};
  Measure order{.name = "sharpness falls with blur, share of steps, G11", .ours = 0.0};
  Measure layout{.name = "composition right, share, G11"};
  std::vector<double> sharpness;
  int asked = 0;
  int right = 0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const Look& look = results[i];
    const ClipTruth& truth = set.truth.clips[i];
    if (look.palette_error) {
      palette.ours = std::max(*palette.ours, *look.palette_error);
      palette.remarks.push_back(truth.file + ":" + look.colours);
    }
    if (truth.look->blur) sharpness.push_back(look.sharpness.value_or(-1.0));
    if (truth.look->composition) {
      ++asked;
      right += look.composition == truth.look->composition ? 1 : 0;
      layout.remarks.push_back(
          fmt::format("{}: {}", truth.file, look.composition.value_or("none")));
    }
  }
  int falling = 0;
  for (std::size_t i = 1; i < sharpness.size(); ++i) {
    falling += sharpness[i] < sharpness[i - 1] ? 1 : 0;
  }
  if (sharpness.size() > 1) {
    order.ours = static_cast<double>(falling) / static_cast<double>(sharpness.size() - 1);
  }
  if (asked > 0) layout.ours = static_cast<double>(right) / asked;
  if (asked == 0) layout.why_not = "material absent: media/astronaut.png";
  return std::vector{palette, order, layout};
}

}  // namespace gv::gvtest
