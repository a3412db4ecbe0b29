#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/image.h"
#include "core/vision/frame.h"

namespace gv::vision {

enum class CompositionKind { SplitScreen, Centered, RuleOfThirds, Symmetric, Dynamic };
BOOST_DESCRIBE_ENUM(CompositionKind, SplitScreen, Centered, RuleOfThirds, Symmetric, Dynamic)

/// What the eye is led to: the largest confirmed face, else the largest product track, else the
/// centroid of motion energy, else that of luma gradients.
enum class SubjectKind { Face, Product, Motion, Gradient };
BOOST_DESCRIBE_ENUM(SubjectKind, Face, Product, Motion, Gradient)

struct Subject {
  SubjectKind kind{SubjectKind::Gradient};
  double cx{0.5};  ///< centre relative to the frame, [0, 1]
  double cy{0.5};
  std::optional<Box> box{};  ///< of a face or product
};

/// What pixels alone say about the layout of a picture.
struct Layout {
  double gradient_x{0.5};  ///< centroid of the luma gradient, relative to the frame
  double gradient_y{0.5};
  double symmetry{0.0};  ///< correlation with the mirror image, left to right
  double midline{0.0};   ///< share of a middle line, upright or level, that is an edge
  double halves{0.0};    ///< correlation of the two halves that line divides
};

/// Priors of the layout rules.
struct CompositionConfig {
  double center_x{0.1};  ///< greatest distance of a centred subject
  double center_y{0.12};
  double third{0.083};  ///< greatest distance from a third point
  double symmetry_min{0.9};
  double midline_min{0.5};  ///< share of the middle line that makes a divided picture
  double persistent{0.5};   ///< share of a shot's samples that makes a split screen
  double subject_area_min{0.04};
  double plain_border_max{0.05};  ///< edge density of a border without things in it
};

/// Measures a luma picture, not empty. 0.3 ms at 320 x 180.
[[nodiscard]] Layout layout_of(const Image& luma);

/// The first that holds: split screen, centred, rule of thirds, symmetric; else dynamic.
[[nodiscard]] CompositionKind classify(const Subject& subject, double symmetry, bool split_screen,
                                       const CompositionConfig& config = {});

/// One sample, ready to be counted.
struct LayoutSample {
  std::size_t shot{0};
  Layout layout{};
  std::optional<Subject> subject{};  ///< empty: the centroid of the gradients
  double border_edge_density{0.0};
};

/// The document's group `visual.composition`; shares are of samples. Null without samples, and
/// where nothing gave subject boxes.
struct Composition {
  std::optional<CompositionKind> dominant;  ///< largest share, the earlier rule on a tie
  std::map<std::string, double> shares;     ///< by name of the kind; sum 1
  std::optional<double> subject_area;       ///< mean area of the subject's box where there is one
  std::optional<double> subject_share;      ///< share with a subject of at least 4 % of the area
  std::optional<double> headroom;           ///< mean free height above a face, share of the frame
  std::optional<double> symmetry;           ///< mean left-right correlation
  std::optional<double> border_edge_density;
  std::optional<double> plain_border_share;  ///< share whose border is almost free of edges
};
BOOST_DESCRIBE_STRUCT(Composition, (),
                      (dominant, shares, subject_area, subject_share, headroom, symmetry,
                       border_edge_density, plain_border_share))

/// For each shot the share of its samples with an edge along the middle, by shot number; 0 for a
/// shot without samples. `shots`: how many there are.
[[nodiscard]] std::vector<double> split_shares(std::span<const LayoutSample> samples,
                                               std::size_t shots,
                                               const CompositionConfig& config = {});

/// `boxes_known`: faces or products were looked for.
[[nodiscard]] Composition summarize_composition(std::span<const LayoutSample> samples,
                                                std::size_t shots, bool boxes_known,
                                                const CompositionConfig& config = {});

}  // namespace gv::vision
