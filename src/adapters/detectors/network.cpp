#include "adapters/detectors/network.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <opencv2/core/utils/logger.hpp>
#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include "base/check.h"
#include "base/hash.h"
#include "core/vision/detect.h"
#include "io/file/file.h"

namespace gv::detectors {

namespace {

constexpr std::uint64_t kWeightsBytesMax = 1ULL << 30;  // far above the largest YOLOv8 (270 MB)

// The sentence of an OpenCV exception without its file and line.
std::string reason_of(const cv::Exception& trouble) { return trouble.err; }

cv::Mat look_at(const Image& image) {
  GV_CHECK(image.channels == 3 && !image.empty());
  return {image.height, image.width, CV_8UC3, const_cast<std::uint8_t*>(image.pixels.data())};
}

Tensor take(const cv::Mat& blob, std::string name) {
  const cv::Mat whole = blob.isContinuous() ? blob : blob.clone();
  const float* first = whole.ptr<float>();
  return {std::move(name), std::vector<int>(whole.size.p, whole.size.p + whole.dims),
          std::vector<float>(first, first + whole.total())};
}

cv::Mat blob_of(const Image& bgr, const InputForm& form) {
  const Image square = fit_square(bgr, form.side);
  return cv::dnn::blobFromImage(look_at(square), form.scale, cv::Size(), cv::Scalar(), form.rgb);
}

}  // namespace

struct Network::State {
  std::string path;
  std::string bytes;
  std::string sha256;
  cv::dnn::Net net;

  // A net that threw is not asked again: it is read anew.
  void reload() {
    net = cv::dnn::readNetFromONNX(bytes.data(), bytes.size());
    net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
  }

  std::optional<cv::Mat> try_layer(const cv::Mat& blob, const std::string& layer) {
    try {
      net.setInput(blob);
      return net.forward(layer).clone();
    } catch (const cv::Exception&) {
      reload();
      return std::nullopt;
    }
  }

  std::string first_failing(const cv::Mat& blob);
};

// Layers come in the order of computation, so "this one can be computed" holds up to the failing
// one: bisection needs a handful of runs instead of one per layer.
std::string Network::State::first_failing(const cv::Mat& blob) {
  const auto names = net.getLayerNames();
  const auto first = std::partition_point(names.begin(), names.end(), [&](const auto& name) {
    return try_layer(blob, name).has_value();
  });
  return first == names.end() ? "its output" : "node " + std::string(*first);
}

Network::Network(std::unique_ptr<State> state) : state_(std::move(state)) {}
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;
Network::~Network() = default;

const std::string& Network::sha256() const { return state_->sha256; }

std::vector<std::string> Network::output_names() const {
  return state_->net.getUnconnectedOutLayersNames();
}

Image fit_square(const Image& bgr, int side) {
  const auto place = vision::letterbox(bgr.width, bgr.height, side);
  Image square(side, side, 3);
  cv::Mat out = look_at(square);
  out.setTo(cv::Scalar::all(vision::kLetterboxFill));
  cv::resize(look_at(bgr), out(cv::Rect(place.pad_x, place.pad_y, place.width, place.height)),
             cv::Size(place.width, place.height), 0.0, 0.0, cv::INTER_LINEAR);
  return square;
}

Result<Network> Network::open(const std::string& path) {
  auto state = std::make_unique<State>();
  state->path = path;
  GV_TRY(state->bytes, file::read(path, kWeightsBytesMax));
  state->sha256 = sha256_hex(state->bytes);
  // What OpenCV would print is in the exceptions, and so in our errors.
  cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
  try {
    state->reload();
  } catch (const cv::Exception& trouble) {
    return fail(ErrorCode::UnusableInput, path,
                "is not an ONNX network that OpenCV can read: " + reason_of(trouble));
  }
  return Network(std::move(state));
}

Result<std::vector<Tensor>> Network::run(const Image& bgr, const InputForm& form) {
  try {
    const auto names = output_names();
    std::vector<cv::Mat> blobs;
    state_->net.setInput(blob_of(bgr, form));
    state_->net.forward(blobs, names);
    GV_CHECK(blobs.size() == names.size());
    std::vector<Tensor> tensors;
    for (std::size_t i = 0; i < blobs.size(); ++i) tensors.push_back(take(blobs[i], names[i]));
    return tensors;
  } catch (const cv::Exception& trouble) {
    state_->reload();
    return fail(ErrorCode::NotAvailable, state_->path,
                "OpenCV cannot compute its output: " + reason_of(trouble));
  }
}

Result<Tensor> Network::run_inner(const Image& bgr, const InputForm& form, int rows, int columns) {
  const cv::dnn::MatShape input{1, 3, form.side, form.side};
  const cv::dnn::MatShape wanted{1, rows, columns};
  const cv::Mat blob = blob_of(bgr, form);
  auto names = state_->net.getLayerNames();
  std::reverse(names.begin(), names.end());
  for (const auto& name : names) {
    std::vector<cv::dnn::MatShape> in;
    std::vector<cv::dnn::MatShape> out;
    try {
      state_->net.getLayerShapes(input, state_->net.getLayerId(name), in, out);
    } catch (const cv::Exception&) {
      continue;  // behind the step that fails
    }
    if (out.size() != 1 || out.front() != wanted) continue;
    if (const auto found = state_->try_layer(blob, name)) return take(*found, name);
  }
  return fail(ErrorCode::NotAvailable, state_->path,
              "OpenCV fails at " + state_->first_failing(blob) + ", and no tensor of 1 x " +
                  std::to_string(rows) + " x " + std::to_string(columns) + " lies before it",
              "export the network again with opset 12, or use other weights");
}

}  // namespace gv::detectors
