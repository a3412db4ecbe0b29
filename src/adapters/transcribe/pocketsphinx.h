#pragma once

#include <memory>
#include <string>

#include "app/ports/transcriber.h"

namespace gv::transcribe {

/// Where Debian's package pocketsphinx-en-us puts its model.
struct PocketsphinxSettings {
  std::string acoustic_folder{"/usr/share/pocketsphinx/model/en-us/en-us"};
  std::string language_model_path{"/usr/share/pocketsphinx/model/en-us/en-us.lm.bin"};
  std::string dictionary_path{"/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict"};
};

/// American English on this machine, at 0.2-0.4 s of one core per second of speech. The quality is
/// low (one word in three is wrong on read speech), so the transcript says `Low`. The same sound
/// gives the same words, whatever was recognised before.
///
/// Errors: NotAvailable, naming the file that is missing or the model that cannot be used.
[[nodiscard]] Result<std::unique_ptr<app::Transcriber>> open_pocketsphinx(
    const PocketsphinxSettings& settings = {});

}  // namespace gv::transcribe
