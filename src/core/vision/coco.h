#pragma once

#include <string_view>

namespace gv::vision {

inline constexpr int kCocoClasses = 80;

/// One of the 80 classes of COCO (Lin et al. 2014) and what it is to an advertiser: human_presence,
/// product (drink, electronics), product_fashion, product_food, product_home, product_care,
/// vehicle, pet, animal, lifestyle, sports, street. The sorting is a prior.
struct CocoClass {
  std::string_view name;
  std::string_view category;
};

/// 0 <= `class_id` < 80, in the order of the trained networks.
[[nodiscard]] const CocoClass& coco_class(int class_id);

}  // namespace gv::vision
