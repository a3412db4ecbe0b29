#pragma once

namespace gv::vision {

/// Keeps OpenCV from starting threads of its own: stages run side by side instead, and results do
/// not depend on how a loop is cut. For the whole process; the program calls it before it looks at
/// a video.
void keep_opencv_single_threaded();

}  // namespace gv::vision
