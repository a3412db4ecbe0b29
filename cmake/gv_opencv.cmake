# The five OpenCV modules in use, as targets of the names OpenCV's own configuration gives them:
# Debian ships that configuration only in the package of all modules, which pulls in a desktop.
find_path(GV_OPENCV_INCLUDE opencv2/core.hpp PATH_SUFFIXES opencv4 REQUIRED)
foreach(module core imgproc video objdetect dnn)
  find_library(GV_OPENCV_${module} opencv_${module} REQUIRED)
  add_library(opencv_${module} SHARED IMPORTED)
  set_target_properties(opencv_${module} PROPERTIES
    IMPORTED_LOCATION ${GV_OPENCV_${module}}
    INTERFACE_INCLUDE_DIRECTORIES ${GV_OPENCV_INCLUDE})
endforeach()
