# Language and floating-point rules that hold for every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# A replay must decide alike at every optimisation level: no fused multiply-add, no -march=native,
# no fast-math. Every result is the IEEE-754 double that the source spells.
add_compile_options(-ffp-contract=off)

option(GV_SANITIZE "Address and undefined-behaviour sanitizers" OFF)
option(GV_TSAN "Thread sanitizer" OFF)
option(GV_COVERAGE "Coverage instrumentation" OFF)
option(GV_UNITY "Compile sources in batches" OFF)
option(GV_FUZZ "Build the libFuzzer targets (clang only)" OFF)

if(GV_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  # The code under test is checked for undefined behaviour; the expansion of EXPECT and RC_ASSERT
  # need not be, and takes more than half of a test's compile time when it is.
  set(GV_TEST_OPTIONS -O0 -fno-sanitize=undefined)
endif()
if(GV_TSAN)
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
endif()
if(GV_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
if(GV_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(GV_CCACHE ccache)
if(GV_CCACHE)
  # The sloppiness that ccache asks for where headers are precompiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros ${GV_CCACHE})
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()
