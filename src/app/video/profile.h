#pragma once

#include <boost/describe/enum.hpp>

namespace gv::video {

/// How closely a video is looked at. `Fast`: no faces, objects, text or speech recognition, motion
/// on every second frame. `Deep`: more samples, and speech recognition where it is set up.
enum class Profile { Fast, Standard, Deep };
BOOST_DESCRIBE_ENUM(Profile, Fast, Standard, Deep)

}  // namespace gv::video
