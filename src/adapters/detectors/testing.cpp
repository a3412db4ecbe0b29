#include "adapters/detectors/testing.h"

#include <algorithm>
#include <bit>
#include <fstream>

namespace gv::detectors::testing {

namespace {

// Protocol buffers: a field is its number and wire type, then a varint (type 0) or a length and
// that many bytes (type 2). Field numbers are those of onnx.proto.
std::string varint(std::uint64_t value) {
  std::string bytes;
  while (value >= 0x80) {
    bytes.push_back(static_cast<char>(static_cast<std::uint8_t>(value | 0x80)));
    value >>= 7;
  }
  bytes.push_back(static_cast<char>(value));
  return bytes;
}

std::string whole(int field, std::int64_t value) {
  return varint(static_cast<std::uint64_t>(field) << 3) + varint(static_cast<std::uint64_t>(value));
}

std::string text(int field, const std::string& bytes) {
  return varint(static_cast<std::uint64_t>(field) << 3 | 2) + varint(bytes.size()) + bytes;
}

std::string whole_list(const std::string& name, const std::vector<std::int64_t>& values) {
  std::string attribute = text(1, name);
  for (const auto value : values) attribute += whole(8, value);
  return text(5, attribute + whole(20, 7));  // type INTS
}

template <class T>
std::string tensor(const std::string& name, const std::vector<std::int64_t>& shape, int type,
                   const std::vector<T>& values) {
  static_assert(std::endian::native == std::endian::little);  // as ONNX stores raw data
  std::string bytes;
  for (const auto side : shape) bytes += whole(1, side);
  const std::string raw(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  return bytes + whole(2, type) + text(8, name) + text(9, raw);
}

std::string value_info(const std::string& name, const std::vector<std::int64_t>& shape) {
  std::string sides;
  for (const auto side : shape) sides += text(1, whole(1, side));
  const std::string type = text(1, whole(1, 1) + text(2, sides));  // tensor of floats
  return text(1, name) + text(2, type);
}

}  // namespace

ConstantNetwork::ConstantNetwork(int side) {
  graph_ += text(2, "constant");
  graph_ += text(11, value_info("images", {1, 3, side, side}));
  node("MaxPool", {"images"}, "pooled",
       whole_list("kernel_shape", {side, side}) + whole_list("strides", {side, side}));
}

void ConstantNetwork::node(const std::string& op, const std::vector<std::string>& inputs,
                           const std::string& result, const std::string& attributes) {
  std::string bytes;
  for (const auto& input : inputs) bytes += text(1, input);
  graph_ +=
      text(1, bytes + text(2, result) + text(3, op + "_" + result) + text(4, op) + attributes);
}

void ConstantNetwork::constant(const std::string& name, const std::vector<std::int64_t>& shape,
                               const std::vector<float>& values) {
  const auto count = static_cast<std::int64_t>(values.size());
  graph_ += text(5, tensor(name + ".weights", {count, 3, 1, 1}, 1,
                           std::vector<float>(values.size() * 3, 0.0F)));
  graph_ += text(5, tensor(name + ".bias", {count}, 1, values));
  graph_ += text(
      5, tensor(name + ".shape", {static_cast<std::int64_t>(shape.size())}, 7, shape));  // int64
  node("Conv", {"pooled", name + ".weights", name + ".bias"}, name + ".flat",
       whole_list("kernel_shape", {1, 1}));
  node("Reshape", {name + ".flat", name + ".shape"}, name);
}

void ConstantNetwork::declare(const std::string& name, const std::vector<std::int64_t>& shape) {
  graph_ += text(12, value_info(name, shape));
}

ConstantNetwork& ConstantNetwork::output(const std::string& name,
                                         const std::vector<std::int64_t>& shape,
                                         const std::vector<float>& values) {
  constant(name, shape, values);
  declare(name, shape);
  return *this;
}

ConstantNetwork& ConstantNetwork::broken_output(const std::string& name,
                                                const std::vector<std::int64_t>& shape,
                                                const std::vector<float>& values) {
  constant(name + ".head", shape, values);
  const auto columns = shape.back();
  graph_ += text(5, tensor(name + ".strides", {1, columns}, 1,
                           std::vector<float>(static_cast<std::size_t>(columns), 1.0F)));
  node("Mul", {name + ".head", name + ".strides"}, name);
  declare(name, shape);
  return *this;
}

std::string ConstantNetwork::bytes() const {
  return whole(1, 7) + text(8, text(1, "") + whole(2, 12)) + text(7, graph_);
}

TemporaryFile::TemporaryFile(const std::string& name, const std::string& bytes)
    : path_(std::filesystem::temp_directory_path() / ("gv_detectors_" + name)) {
  std::ofstream(path_, std::ios::binary) << bytes;
}

TemporaryFile::~TemporaryFile() { std::filesystem::remove(path_); }

Image grey(int width, int height) {
  Image image(width, height, 3);
  std::fill(image.pixels.begin(), image.pixels.end(), std::uint8_t{128});
  return image;
}

}  // namespace gv::detectors::testing
