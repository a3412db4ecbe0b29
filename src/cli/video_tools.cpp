#include "cli/video_tools.h"

#include <cctype>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "adapters/detectors/faces.h"
#include "adapters/detectors/objects.h"
#include "adapters/ocr/text_reader.h"
#include "adapters/transcribe/pocketsphinx.h"
#include "base/hash.h"
#include "io/file/file.h"

namespace gv::cli {
namespace {

constexpr std::uint64_t kWeightBytesMax = 2ULL << 30;

std::string hash_of(const std::string& path) {
  const auto bytes = file::read(path, kWeightBytesMax);
  return bytes ? sha256_hex(*bytes) : std::string();
}

/// The names that the zoos give their files tell the networks apart; the folder tells nothing.
bool is_yunet(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name.find("yunet") != std::string::npos;
}

/// Everything the words depend on.
std::string speech_name(const VideoSettings& settings) {
  if (!settings.remote) return "pocketsphinx";
  const auto& remote = *settings.remote;
  const bool openai = remote.kind == transcribe::RemoteKind::Openai;
  return fmt::format("{} {} {} {}", openai ? "openai" : "whispercpp", remote.base_url, remote.model,
                     remote.language);
}

}  // namespace

VideoTools::VideoTools(const analysis::Analyzers& analyzers, VideoToolPaths paths,
                       VideoSettings settings)
    : analyzers_(analyzers), paths_(std::move(paths)), settings_(std::move(settings)) {
  if (analyzers_.faces) {
    const bool given = !paths_.faces.empty();
    names_.face_backend = given ? "network" : "haar";
    names_.weight_hashes.push_back(
        hash_of(given ? paths_.faces : detectors::FaceSettings().cascade_path));
  }
  if (analyzers_.objects && !paths_.objects.empty()) {
    names_.object_backend = "yolov8";
    names_.weight_hashes.push_back(hash_of(paths_.objects));
  }
  if (analyzers_.ocr) names_.text_backend = "tesseract";
  if (analyzers_.asr) names_.speech_backend = speech_name(settings_);
}

VideoTools::~VideoTools() = default;

const analysis::Tools& VideoTools::open() {
  if (std::exchange(open_, true)) return opened_;
  opened_ = names_;
  if (analyzers_.faces && !faces_) open_cascade();
  if (faces_) {
    opened_.detectors.faces = faces_.get();
    opened_.face_backend = faces_->backend().name;
  }
  opened_.detectors.objects = objects_.get();
  if (analyzers_.ocr) open_text();
  if (analyzers_.asr) open_transcriber();
  return opened_;
}

Result<void> VideoTools::open_named() {
  // Also where nobody will look with it: a name that is wrong is wrong in every profile.
  for (const auto& path : {paths_.faces, paths_.objects}) {
    if (!path.empty()) GV_TRY(file::open(path));
  }
  if (analyzers_.faces && !paths_.faces.empty()) GV_TRY(open_face_network());
  if (analyzers_.objects && !paths_.objects.empty()) GV_TRY(open_object_network());
  return {};
}

Result<void> VideoTools::open_face_network() {
  detectors::FaceSettings settings;
  if (is_yunet(paths_.faces)) {
    settings.backend = detectors::FaceBackend::Yunet;
    settings.yunet_path = paths_.faces;
  } else {
    settings.backend = detectors::FaceBackend::Yolov8Face;
    settings.yolov8_face_path = paths_.faces;
  }
  GV_TRY(auto opened, detectors::open_face_detector(settings));
  faces_ = std::move(opened.detector);
  return {};
}

void VideoTools::open_cascade() {
  auto opened = detectors::open_face_detector({.backend = detectors::FaceBackend::Haar});
  if (!opened) {
    troubles_.push_back("faces are not looked for: " + to_string(opened.error()));
    return;
  }
  faces_ = std::move(opened->detector);
}

Result<void> VideoTools::open_object_network() {
  GV_TRY(objects_, detectors::open_object_detector({.yolov8_path = paths_.objects}));
  return {};
}

void VideoTools::open_text() {
  auto opened = ocr::open_text_reader();
  if (!opened) {
    troubles_.push_back("text is not read: " + to_string(opened.error()));
    return;
  }
  text_ = std::move(*opened);
  opened_.detectors.text = text_.get();
}

void VideoTools::open_transcriber() {
  const auto& remote = settings_.remote;
  if (remote) troubles_.push_back("speech is sent to " + remote->base_url);
  auto opened = remote ? transcribe::open_remote(*remote, clock_) : transcribe::open_pocketsphinx();
  if (!opened) {
    troubles_.push_back("speech is not recognised: " + to_string(opened.error()));
    return;
  }
  transcriber_ = std::move(*opened);
  opened_.transcriber = transcriber_.get();
}

}  // namespace gv::cli
