#include "core/vision/single_thread.h"

#include <opencv2/core/utility.hpp>

namespace gv::vision {

void keep_opencv_single_threaded() { cv::setNumThreads(1); }

}  // namespace gv::vision
