#pragma once

#include <functional>
#include <string>

#include <boost/json/object.hpp>

#include "cli/json_out.h"
#include "cli/video_analysis.h"

namespace gv::cli {

/// What a command prints of the one video it looks at.
struct Advice {
  std::string command;
  std::function<void(const analysis::Document&, const Sink&)> text;
  std::function<boost::json::object(const analysis::Document&)> tree;
};

/// The story that clips are laid out for.
struct Story {
  insight::StoryboardTemplate kind{insight::StoryboardTemplate::Aida};
  double length_s{0.0};  ///< 0: the template's own, at most the video's
};

/// Looks at the video that `options` names and prints the advice. Returns the exit code.
[[nodiscard]] int advise(const Session& session, const VideoOptions& options, const Advice& advice,
                         const Story& story = {});

/// Prints a tree as JSON or runs `text`, as --output asks.
void print_advice(const Session& session, const boost::json::object& tree,
                  const std::function<void(const Sink&)>& text);

}  // namespace gv::cli
