#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/hash.h"
#include "io/media/source.h"

namespace gv::media {

/// Everything a source gave, in short.
struct Story {
  std::string order;  ///< one letter per event: f, s, e
  std::vector<Frame> frames;
  std::vector<float> native;
  std::vector<float> mono_22k;
  std::vector<float> mono_16k;
  bool gapless{true};  ///< every stretch of sound goes on where the last one ended
  int channels{0};
  std::optional<End> end;
  std::optional<Error> error;
};

inline Story read_all(Source& source) {
  Story story;
  while (true) {
    auto event = source.next();
    if (!event) {
      story.error = event.error();
      return story;
    }
    if (auto* frame = std::get_if<Frame>(&*event)) {
      story.order += 'f';
      story.frames.push_back(std::move(*frame));
    } else if (const auto* sound = std::get_if<Sound>(&*event)) {
      story.order += 's';
      story.channels = sound->channels;
      const auto size = [](const std::vector<float>& v) {
        return static_cast<std::int64_t>(v.size());
      };
      story.gapless = story.gapless && sound->at_22k == size(story.mono_22k) &&
                      sound->at_16k == size(story.mono_16k) &&
                      sound->at_native * sound->channels == size(story.native);
      story.mono_22k.insert(story.mono_22k.end(), sound->mono_22k.begin(), sound->mono_22k.end());
      story.mono_16k.insert(story.mono_16k.end(), sound->mono_16k.begin(), sound->mono_16k.end());
      story.native.insert(story.native.end(), sound->native.begin(), sound->native.end());
    } else {
      story.order += 'e';
      story.end = std::get<End>(*event);
      return story;
    }
  }
}

/// One number that changes with any byte of any event.
inline std::uint64_t fingerprint(const Story& story) {
  std::uint64_t hash = xxh64(story.order);
  const auto add = [&](const void* data, std::size_t size) {
    hash = xxh64({static_cast<const char*>(data), size}, hash);
  };
  for (const auto& frame : story.frames) {
    add(&frame.t, sizeof frame.t);
    add(&frame.dt, sizeof frame.dt);
    for (const auto* image : {&frame.l320, &frame.c320, &frame.a64, &frame.t48}) {
      add(image->pixels.data(), image->pixels.size());
    }
  }
  for (const auto* sound : {&story.native, &story.mono_22k, &story.mono_16k}) {
    add(sound->data(), sound->size() * sizeof(float));
  }
  return hash;
}

}  // namespace gv::media
