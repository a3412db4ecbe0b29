#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"

namespace gv::detectors {

/// One output of a network, row by row.
struct Tensor {
  std::string name;
  std::vector<int> shape;
  std::vector<float> values;
};

/// How pixels become the input of a network: 1 x 3 x side x side.
struct InputForm {
  int side{640};   ///< pixels
  bool rgb{true};  ///< channel order; else blue, green, red
  double scale{1.0 / 255.0};
};

/// The image in the square input, scaled and centred as `vision::letterbox` says, the border grey.
/// BGR in, BGR out.
[[nodiscard]] Image fit_square(const Image& bgr, int side);

/// A network in ONNX form, run by OpenCV on one core. Not thread-safe.
class Network {
 public:
  /// Errors: NotFound, UnusableInput: the file, or not a network that OpenCV can read.
  [[nodiscard]] static Result<Network> open(const std::string& path);

  Network(Network&&) noexcept;
  Network& operator=(Network&&) noexcept;
  ~Network();

  /// Of the file's bytes, 64 hex digits.
  [[nodiscard]] const std::string& sha256() const;
  [[nodiscard]] std::vector<std::string> output_names() const;

  /// The declared outputs for an image of any size.
  /// Errors: NotAvailable when OpenCV cannot compute them.
  [[nodiscard]] Result<std::vector<Tensor>> run(const Image& bgr, const InputForm& form);

  /// The last inner tensor of shape 1 x rows x columns that can be computed, found by walking the
  /// network backwards. OpenCV 4.6 fails at the last steps of some YOLOv8 exports; everything
  /// before them is right. Errors: NotAvailable when there is none, naming where it fails.
  [[nodiscard]] Result<Tensor> run_inner(const Image& bgr, const InputForm& form, int rows,
                                         int columns);

 private:
  struct State;
  explicit Network(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gv::detectors
