#pragma once

#include <span>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

namespace gv::vision {

struct ObjectSample;

enum class SafetyCategory {
  Alcohol,
  Weapon,
  Tobacco,
  Drugs,
  Adult,
  Violence,
  Hate,
  Profanity,
  MedicalClaim,
  FinancialClaim,
};
BOOST_DESCRIBE_ENUM(SafetyCategory, Alcohol, Weapon, Tobacco, Drugs, Adult, Violence, Hate,
                    Profanity, MedicalClaim, FinancialClaim)

/// Something a brand may not want beside it.
struct SafetyFlag {
  SafetyCategory category{SafetyCategory::Alcohol};
  std::string evidence;  ///< "object: knife", "text: cigars", "speech: cigars"
  double t{0.0};
  double score{0.0};  ///< [0, 1]
  bool blocks{false};
};
BOOST_DESCRIBE_STRUCT(SafetyFlag, (), (category, evidence, t, score, blocks))

/// `Clear` only when everything was looked at; nothing found in a part of it is `Unknown`.
enum class SafetyLevel { Block, Review, Clear, Unknown };
BOOST_DESCRIBE_ENUM(SafetyLevel, Block, Review, Clear, Unknown)

struct BrandSafety {
  SafetyLevel level{SafetyLevel::Unknown};
  std::vector<SafetyFlag> flags{};
};
BOOST_DESCRIBE_STRUCT(BrandSafety, (), (level, flags))

struct SafetyCoverage {
  bool objects{false};
  bool ocr{false};
  bool transcript{false};
};

/// Rules on objects (scores are priors): a wine glass is alcohol .3; a knife without food in the
/// same sample is a weapon .3. One flag per unbroken run of samples, at its start.
[[nodiscard]] std::vector<SafetyFlag> object_flags(std::span<const ObjectSample> timeline);

/// 1. a blocking flag or a score of at least .8: `Block`  2. any flag: `Review`
/// 3. objects, OCR and transcript all available: `Clear`  4. else `Unknown`.
/// Flags come out in order of time.
[[nodiscard]] BrandSafety assess_safety(std::vector<SafetyFlag> flags,
                                        const SafetyCoverage& coverage);

}  // namespace gv::vision
