#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/image.h"

namespace gv::detectors::testing {

/// Networks whose answers are known, in ONNX form: for every output a 1 x 1 convolution with zero
/// weights over the image pooled to one pixel, the wanted numbers as its bias, reshaped. So the
/// answer is the same for every image, and real decoders read real files.
class ConstantNetwork {
 public:
  explicit ConstantNetwork(int side);

  /// An output with these values, row by row.
  ConstantNetwork& output(const std::string& name, const std::vector<std::int64_t>& shape,
                          const std::vector<float>& values);
  /// A raw head behind which the declared output, its product with a row of strides as in YOLOv8,
  /// is valid ONNX that OpenCV 4.6 cannot compute.
  ConstantNetwork& broken_output(const std::string& name, const std::vector<std::int64_t>& shape,
                                 const std::vector<float>& values);

  /// The bytes of the file: opset 12.
  [[nodiscard]] std::string bytes() const;

 private:
  void node(const std::string& op, const std::vector<std::string>& inputs,
            const std::string& result, const std::string& attributes = {});
  void constant(const std::string& name, const std::vector<std::int64_t>& shape,
                const std::vector<float>& values);
  void declare(const std::string& name, const std::vector<std::int64_t>& shape);

  std::string graph_;
};

/// A file in the temporary folder, gone with the object.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, const std::string& bytes);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

/// A grey picture.
[[nodiscard]] Image grey(int width, int height);

}  // namespace gv::detectors::testing
