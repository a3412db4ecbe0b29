#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "base/result.h"
#include "core/vision/frame.h"

namespace gv::vision {

/// A place in the upright frame, relative to its sides.
struct Point {
  double x{0.0};
  double y{0.0};
  friend bool operator==(const Point&, const Point&) = default;
};
BOOST_DESCRIBE_STRUCT(Point, (), (x, y))

/// Eyes, nose, corners of the mouth: right before left as the person has them.
using Landmarks = std::array<Point, 5>;

/// What saw it. `PersonHead` is the top of a person's box: a framing hint, never a face.
enum class DetectionSource { Haar, Yunet, Yolov8Face, Yolov8, PersonHead };
BOOST_DESCRIBE_ENUM(DetectionSource, Haar, Yunet, Yolov8Face, Yolov8, PersonHead)

/// One face or object of one sampled frame.
struct DetectionItem {
  Box box{};
  double score{0.0};  ///< [0, 1]
  int class_id{0};    ///< COCO index of an object; 0 for a face
  std::optional<Landmarks> landmarks{};
  DetectionSource source{DetectionSource::Haar};
  int windows{0};  ///< raw windows a cascade merged into it; 0 where the detector has none
};
BOOST_DESCRIBE_STRUCT(DetectionItem, (), (box, score, class_id, landmarks, source))

/// Score of a cascade's hit that merged `windows` raw windows: 1 - exp(-windows / 6).
[[nodiscard]] double cascade_score(int windows);

/// How a picture lies in the square input of a network: scaled alike in both axes, centred, the
/// border filled with `kLetterboxFill`.
struct Letterbox {
  int source_width{0};
  int source_height{0};
  double scale{1.0};  ///< input pixels per source pixel
  int width{0};       ///< of the scaled picture
  int height{0};
  int pad_x{0};  ///< columns left of it
  int pad_y{0};  ///< rows above it

  /// From pixels of the input to pixels of the source, not clipped.
  [[nodiscard]] Box to_source(const Box& input) const;
  [[nodiscard]] Point to_source(const Point& input) const;
  /// From pixels of the input to a box relative to the frame, clipped to it.
  [[nodiscard]] Box to_frame(const Box& input) const;
  [[nodiscard]] Point to_frame(const Point& input) const;
};
inline constexpr int kLetterboxFill = 114;

/// Fits `width` x `height` (both >= 1) into a square of `side` pixels.
[[nodiscard]] Letterbox letterbox(int width, int height, int side = 640);

/// What a decoder read from a network, in pixels of the network's input.
struct Candidate {
  Box box{};
  double score{0.0};
  int class_id{0};
  std::optional<Landmarks> landmarks{};
};

/// Greedy non-maximum suppression: indices of the boxes that stay, best first; of equal scores
/// the smaller index goes first. A box is dropped when its IoU with one that stays is above
/// `iou_max`. As many scores as boxes. O(n^2).
[[nodiscard]] std::vector<std::size_t> nms(std::span<const Box> boxes,
                                           std::span<const double> scores, double iou_max);

/// As `nms`, but boxes of different classes never drop each other. At most `count_max` stay.
[[nodiscard]] std::vector<Candidate> nms_by_class(std::span<const Candidate> candidates,
                                                  double iou_max, std::size_t count_max = 100);

/// The candidates as detections relative to the frame.
[[nodiscard]] std::vector<DetectionItem> to_detections(std::span<const Candidate> candidates,
                                                       const Letterbox& box,
                                                       DetectionSource source);

/// What a YOLOv8 head puts out per anchor.
struct YoloShape {
  int classes{80};        ///< 80 for COCO, 1 for faces
  bool landmarks{false};  ///< five times (x, y, confidence) after the classes
};

/// Reads the declared output of a YOLOv8 network, `rows` x `columns`, row by row: centre x, centre
/// y, width, height, one probability per class, then the landmarks. Either axis may hold these
/// channels; when both could, the rows do.
///
/// A `landmarks` shape also takes an output without them (5 x N). Candidates below `score_min` are
/// left out. Errors: UnusableInput when the sizes fit neither way.
[[nodiscard]] Result<std::vector<Candidate>> decode_yolo(std::span<const float> values, int rows,
                                                         int columns, const YoloShape& shape,
                                                         double score_min);

/// Reads the raw head of the same network: (64 + classes [+ 15]) x N, where 64 are the logits of
/// four distances (left, top, right, bottom) over 16 bins, N the cells of strides 8, 16 and 32 over
/// a square input of `side` pixels. A distance is the expectation of its bin under softmax (Li et
/// al., "Generalized Focal Loss", 2020); classes are logits.
[[nodiscard]] Result<std::vector<Candidate>> decode_yolo_head(std::span<const float> values,
                                                              int side, const YoloShape& shape,
                                                              double score_min);

/// Expected bin under softmax of the logits: sum of k p_k. At least one logit.
[[nodiscard]] double expected_bin(std::span<const float> logits);

/// The box at distances left, top, right, bottom (in strides) of an anchor (in cells).
[[nodiscard]] Box box_of_distances(double anchor_x, double anchor_y,
                                   const std::array<double, 4>& distances, double stride);

/// The outputs of YuNet (2023 models) for one stride, one row per cell.
struct YunetLevel {
  int stride{8};
  std::span<const float> cls;   ///< N
  std::span<const float> obj;   ///< N
  std::span<const float> bbox;  ///< N x 4
  std::span<const float> kps;   ///< N x 10
};

/// Faces of all levels over an input `width` x `height` pixels, multiples of the largest stride.
/// Source: Wu, Peng & Yu, "YuNet: A Tiny Millisecond-level Face Detector", 2023.
/// Errors: UnusableInput when a level has another size than its grid.
[[nodiscard]] Result<std::vector<Candidate>> decode_yunet(std::span<const YunetLevel> levels,
                                                          int width, int height, double score_min);

}  // namespace gv::vision
