#include "core/vision/coco.h"

#include <array>

#include "base/check.h"

namespace gv::vision {
namespace {

constexpr std::array<CocoClass, kCocoClasses> kClasses = {{
    {"person", "human_presence"},
    {"bicycle", "vehicle"},
    {"car", "vehicle"},
    {"motorcycle", "vehicle"},
    {"airplane", "vehicle"},
    {"bus", "vehicle"},
    {"train", "vehicle"},
    {"truck", "vehicle"},
    {"boat", "vehicle"},
    {"traffic light", "street"},
    {"fire hydrant", "street"},
    {"stop sign", "street"},
    {"parking meter", "street"},
    {"bench", "street"},
    {"bird", "animal"},
    {"cat", "pet"},
    {"dog", "pet"},
    {"horse", "animal"},
    {"sheep", "animal"},
    {"cow", "animal"},
    {"elephant", "animal"},
    {"bear", "animal"},
    {"zebra", "animal"},
    {"giraffe", "animal"},
    {"backpack", "product_fashion"},
    {"umbrella", "product_fashion"},
    {"handbag", "product_fashion"},
    {"tie", "product_fashion"},
    {"suitcase", "product_fashion"},
    {"frisbee", "sports"},
    {"skis", "sports"},
    {"snowboard", "sports"},
    {"sports ball", "sports"},
    {"kite", "sports"},
    {"baseball bat", "sports"},
    {"baseball glove", "sports"},
    {"skateboard", "sports"},
    {"surfboard", "sports"},
    {"tennis racket", "sports"},
    {"bottle", "product"},
    {"wine glass", "product"},
    {"cup", "product"},
    {"fork", "product_home"},
    {"knife", "product_home"},
    {"spoon", "product_home"},
    {"bowl", "product_home"},
    {"banana", "product_food"},
    {"apple", "product_food"},
    {"sandwich", "product_food"},
    {"orange", "product_food"},
    {"broccoli", "product_food"},
    {"carrot", "product_food"},
    {"hot dog", "product_food"},
    {"pizza", "product_food"},
    {"donut", "product_food"},
    {"cake", "product_food"},
    {"chair", "lifestyle"},
    {"couch", "lifestyle"},
    {"potted plant", "lifestyle"},
    {"bed", "lifestyle"},
    {"dining table", "lifestyle"},
    {"toilet", "lifestyle"},
    {"tv", "product"},
    {"laptop", "product"},
    {"mouse", "product"},
    {"remote", "product"},
    {"keyboard", "product"},
    {"cell phone", "product"},
    {"microwave", "product_home"},
    {"oven", "product_home"},
    {"toaster", "product_home"},
    {"sink", "product_home"},
    {"refrigerator", "product_home"},
    {"book", "product_home"},
    {"clock", "product_home"},
    {"vase", "product_home"},
    {"scissors", "product_home"},
    {"teddy bear", "product_home"},
    {"hair drier", "product_care"},
    {"toothbrush", "product_care"},
}};

}  // namespace

const CocoClass& coco_class(int class_id) {
  GV_CHECK(class_id >= 0 && class_id < kCocoClasses);
  return kClasses[static_cast<std::size_t>(class_id)];
}

}  // namespace gv::vision
