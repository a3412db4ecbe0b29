#include "io/media/demuxer.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <string_view>

#include <fmt/format.h>

#include "io/media/container.h"
#include "io/media/sniff.h"

namespace gv::media {
namespace {

constexpr int kBlockBytes = 1 << 16;
/// A demuxer that fails this often in a row will not find its way back.
constexpr int kDamagedMax = 1000;

int refuse_other_files(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
  return AVERROR(EPERM);
}

std::int64_t pixels(const AVCodecParameters& codec) {
  return std::int64_t{codec.width} * codec.height;
}

Result<void> check_pixels_of(const AVFormatContext& context, const Limits& limits,
                             const std::string& where) {
  for (unsigned i = 0; i < context.nb_streams; ++i) {
    const auto& codec = *context.streams[i]->codecpar;
    if (codec.codec_type != AVMEDIA_TYPE_VIDEO) continue;
    GV_TRY(check_pixels(codec.width, codec.height, limits, where));
  }
  return {};
}

}  // namespace

Result<void> check_pixels(std::int64_t width, std::int64_t height, const Limits& limits,
                          const std::string& where) {
  // The factors may be anything: nothing is multiplied that is too large by itself.
  if (width <= limits.pixels && height <= limits.pixels / std::max<std::int64_t>(width, 1)) {
    return {};
  }
  return fail(ErrorCode::LimitResolution, where,
              fmt::format("has frames of {} x {} pixels; at most {} pixels are accepted", width,
                          height, limits.pixels),
              "scale it down first, or raise the limit of the resolution");
}

tl::unexpected<Error> over_error(const Deadline& deadline, const std::string& where,
                                 double limit_s) {
  if (deadline.cancelled()) return fail(ErrorCode::Cancelled, where, "the work was called off");
  return fail(ErrorCode::Stalled, where,
              fmt::format("gave no decoded picture or sound for {:g} s", limit_s));
}

Result<std::unique_ptr<Demuxer>> Demuxer::open(const InputFile& file, const Limits& limits,
                                               Deadline& deadline) {
  GV_TRY(load_libav());
  std::unique_ptr<Demuxer> demuxer(new Demuxer(file, deadline));
  GV_TRY(demuxer->start(limits));
  return demuxer;
}

Demuxer::~Demuxer() {
  context_.reset();
  if (io_ == nullptr) return;
  av().av_freep(&io_->buffer);
  av().avio_context_free(&io_);
}

bool Demuxer::is_broadcast() const {
  const std::string_view name = context_->iformat->name;
  return name == "mpegts" || name == "mpeg";
}

Result<void> Demuxer::start(const Limits& limits) {
  GV_TRY(const auto container, container_of(file_));
  container_ = container.name;
  is_image_ = container.is_image;
  // A still says its size to its decoder only, which obeys the limit without a word.
  if (const auto size = is_image_ ? announced_size(file_) : std::nullopt) {
    GV_TRY(check_pixels(size->width, size->height, limits, file_.name()));
  }
  GV_TRY(open_format(container.format));
  GV_TRY(check_pixels_of(*context_, limits, file_.name()));
  GV_TRY(read_streams(limits));
  GV_TRY(check_pixels_of(*context_, limits, file_.name()));
  choose_streams();
  return {};
}

Result<void> Demuxer::open_format(const AVInputFormat* format) {
  auto* buffer = static_cast<unsigned char*>(av().av_malloc(kBlockBytes));
  io_ = av().avio_alloc_context(buffer, kBlockBytes, 0, this, &Demuxer::read_bytes, nullptr,
                                &Demuxer::seek);
  auto* context = av().avformat_alloc_context();
  context->pb = io_;
  context->io_open = refuse_other_files;
  context->flags |= AVFMT_FLAG_CUSTOM_IO;
  AVDictionary* options = nullptr;
  av().av_dict_set(&options, "protocol_whitelist", "file", 0);
  const int error = av().avformat_open_input(&context, "", format, &options);
  av().av_dict_free(&options);
  if (error < 0) return unreadable(error);  // the context is freed already
  context_.reset(context);
  return {};
}

Result<void> Demuxer::read_streams(const Limits& limits) {
  // Decoders are opened to learn what the container does not say: they obey the limit, too.
  const auto count = context_->nb_streams;
  std::vector<AVDictionary*> options(count + 1, nullptr);
  for (auto& option : options) {
    av().av_dict_set(&option, "max_pixels", std::to_string(limits.pixels).c_str(), 0);
  }
  const int error = av().avformat_find_stream_info(context_.get(), options.data());
  for (auto& option : options) av().av_dict_free(&option);
  if (deadline_.over()) return over_error(deadline_, file_.name(), limits.open_s);
  if (error < 0) return unreadable(error);
  return {};
}

tl::unexpected<Error> Demuxer::unreadable(int error) const {
  if (deadline_.over()) return over_error(deadline_, file_.name(), 0.0);
  if (error == AVERROR(ENOMEM)) {
    return fail(ErrorCode::LimitMemory, file_.name(), "needs more memory than is granted");
  }
  const auto announced = announced_bytes(file_);
  if (announced && *announced > file_.size()) {
    return fail(ErrorCode::Truncated, file_.name(),
                fmt::format("ends after {} of the {} bytes that its header announces, before "
                            "anything can be decoded",
                            file_.size(), *announced),
                "fetch the file again");
  }
  const bool boxes =
      container_ == "mp4" || container_ == "mov" || container_ == "m4v" || container_ == "3gp";
  if (boxes && !has_movie_index(file_)) {
    return fail(ErrorCode::Truncated, file_.name(),
                "has no index (moov): the recording or the transfer was not finished",
                "fetch the file again");
  }
  return fail(ErrorCode::DecodeFailed, file_.name(),
              fmt::format("looks like {} but cannot be read: {}", container_, av_text(error)));
}

void Demuxer::choose_streams() {
  int videos = 0;
  int audios = 0;
  for (unsigned i = 0; i < context_->nb_streams; ++i) {
    auto* stream = context_->streams[i];
    const auto& codec = *stream->codecpar;
    if (codec.codec_type == AVMEDIA_TYPE_VIDEO) {
      if ((stream->disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) !=
          0) {
        has_cover_ = true;
        continue;
      }
      ++videos;
      if (video_ == nullptr || pixels(codec) > pixels(*video_->codecpar)) video_ = stream;
    }
    if (codec.codec_type == AVMEDIA_TYPE_AUDIO) {
      ++audios;
      const auto is_default = [](const AVStream& s) {
        return (s.disposition & AV_DISPOSITION_DEFAULT) != 0;
      };
      if (audio_ == nullptr || (is_default(*stream) && !is_default(*audio_))) audio_ = stream;
    }
  }
  if (videos > 1) warnings_.emplace_back("many_video_streams");
  if (audios > 1) warnings_.emplace_back("many_audio_streams");
}

void Demuxer::keep(const AVStream* one, const AVStream* other) {
  for (unsigned i = 0; i < context_->nb_streams; ++i) {
    auto* stream = context_->streams[i];
    stream->discard = stream == one || stream == other ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  }
}

Demuxer::Read Demuxer::read(AVPacket& packet) {
  av().av_packet_unref(&packet);
  if (deadline_.over()) return Read::Over;
  if (at_end_) return Read::End;
  const int error = av().av_read_frame(context_.get(), &packet);
  if (error >= 0) {
    damaged_ = 0;
    return Read::Packet;
  }
  if (deadline_.over()) return Read::Over;
  if (error != AVERROR_EOF && ++damaged_ <= kDamagedMax) return Read::Damaged;
  at_end_ = true;
  return Read::End;
}

int Demuxer::read_bytes(void* self, std::uint8_t* buffer, int size) {
  auto& demuxer = *static_cast<Demuxer*>(self);
  if (demuxer.deadline_.over()) return AVERROR_EXIT;
  const auto got =
      demuxer.file_.read_at(demuxer.at_, std::span(buffer, static_cast<std::size_t>(size)));
  if (got == 0) return AVERROR_EOF;
  demuxer.at_ += static_cast<std::int64_t>(got);
  return static_cast<int>(got);
}

std::int64_t Demuxer::seek(void* self, std::int64_t offset, int whence) {
  auto& demuxer = *static_cast<Demuxer*>(self);
  const auto size = demuxer.file_.size();
  whence &= ~AVSEEK_FORCE;
  if (whence == AVSEEK_SIZE) return size;
  if (whence == SEEK_CUR) offset += demuxer.at_;
  if (whence == SEEK_END) offset += size;
  if (offset < 0) return AVERROR(EINVAL);
  demuxer.at_ = offset;
  return offset;
}

}  // namespace gv::media
