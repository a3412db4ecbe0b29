# One folder is one module is one target. The layer of a module follows from its path; a link that
# points outward stops the configuration.
#
#   gv_library(decide SOURCES a.cpp b.cpp PUBLIC gv::base PRIVATE Eigen3::Eigen)
#   gv_test(decide a_test.cpp b_test.cpp [SUITE decide_slow] [LINKS gv::market])
#   gv_benchmark(decide a_bench.cpp)
#   gv_fuzz(decide a_fuzz.cpp)

# GCC 12 reports -Wrestrict inside its own std::string::insert (GCC bug 105651), and -Wextra warns
# about fields that a designated initialiser leaves at their documented defaults.
set(GV_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
                -Wno-missing-field-initializers $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)

# What each layer may link: other layers, and the outside libraries that belong to it.
set(GV_LAYER_base_MAY base)
set(GV_LAYER_core_MAY base core)
set(GV_LAYER_app_MAY base core app)
set(GV_LAYER_io_MAY base io)
set(GV_LAYER_adapters_MAY base core app io)
set(GV_LAYER_cli_MAY base core app io adapters cli)

set(GV_LAYER_base_OUTSIDE fmt::fmt tl::expected PkgConfig::xxhash PkgConfig::sodium Boost::headers)
set(GV_LAYER_core_OUTSIDE Eigen3::Eigen Boost::headers PkgConfig::ebur128 PkgConfig::icu
    opencv_core opencv_imgproc opencv_video)
set(GV_LAYER_app_OUTSIDE "")
# OpenSSL::SSL is io's for the server's own TLS: one machine needs no proxy before it.
set(GV_LAYER_io_OUTSIDE Boost::json Boost::headers ZLIB::ZLIB yaml-cpp Threads::Threads fmt::fmt
    PkgConfig::libav PkgConfig::curl PkgConfig::turbojpeg PkgConfig::sodium PkgConfig::sqlite
    PkgConfig::pq OpenSSL::Crypto OpenSSL::SSL spdlog::spdlog prometheus-cpp::core)
set(GV_LAYER_adapters_OUTSIDE Boost::json Boost::headers date::date-tz OpenSSL::Crypto OpenSSL::SSL Threads::Threads
    opencv_core opencv_imgproc opencv_objdetect opencv_dnn PkgConfig::tesseract
    PkgConfig::pocketsphinx PkgConfig::sodium fmt::fmt)
set(GV_LAYER_cli_OUTSIDE CLI11::CLI11 Boost::json Threads::Threads fmt::fmt)

function(gv_layer_of directory out)
  file(RELATIVE_PATH relative ${PROJECT_SOURCE_DIR}/src ${directory})
  string(REGEX MATCH "^[a-z]+" layer "${relative}")
  set(${out} ${layer} PARENT_SCOPE)
endfunction()

function(gv_check_links name layer)
  foreach(link IN LISTS ARGN)
    if(link MATCHES "^gv::(.+)$")
      get_target_property(other gv_${CMAKE_MATCH_1} GV_LAYER)
      if(NOT other)
        message(FATAL_ERROR "gv::${name} links ${link}, which is not declared before it")
      endif()
      # The doubles of ad platforms are interfaces to one simulated market, which Meta's double holds.
      if(link STREQUAL "gv::meta_double" AND name MATCHES "_double$")
        continue()
      endif()
      if(NOT other IN_LIST GV_LAYER_${layer}_MAY)
        message(FATAL_ERROR "gv::${name} is ${layer} and may not link ${link} (${other})")
      endif()
      if(layer STREQUAL "adapters" AND other STREQUAL "adapters")
        message(FATAL_ERROR "gv::${name} is an adapter and may not link another one: ${link}")
      endif()
    elseif(NOT link IN_LIST GV_LAYER_${layer}_OUTSIDE)
      message(FATAL_ERROR "gv::${name} is ${layer} and may not link ${link} (outside library)")
    endif()
  endforeach()
endfunction()

# Compiles the headers that most of a module's compile time goes to once. Not for Clang (fuzz, tidy),
# which so finds what a source forgot to include; nor for release, where GCC 12 forgets which of the
# precompiled headers are the system's and warns about them.
function(gv_headers target pool)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR CMAKE_BUILD_TYPE STREQUAL "Release")
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "LINKS;HEADERS;OPTIONS" ${ARGN})
  if(NOT TARGET ${pool})
    file(WRITE ${PROJECT_BINARY_DIR}/${pool}.cpp "")
    add_library(${pool} OBJECT ${PROJECT_BINARY_DIR}/${pool}.cpp)
    target_compile_options(${pool} PRIVATE ${GV_WARNINGS} ${ARG_OPTIONS})
    target_compile_definitions(${pool} PRIVATE FMT_SHARED)
    target_link_libraries(${pool} PRIVATE ${ARG_LINKS})
    target_precompile_headers(${pool} PRIVATE ${ARG_HEADERS})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${pool})
endfunction()

# Compiles the sources of a target in batches, each parsing its headers once: a third of the time of
# a build from nothing. Whoever changes one source often sets GV_UNITY=OFF. A name that is new in an
# anonymous namespace and taken in its batch is an error; configuring again makes other batches.
function(gv_unity target)
  if(NOT GV_UNITY)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  execute_process(
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/cmake/unity_groups.py 8 ${sources}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}
    OUTPUT_VARIABLE lines OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  string(REPLACE "\n" ";" lines "${lines}")
  set(number 0)
  foreach(line IN LISTS lines)
    string(REPLACE " " ";" sources "${line}")
    set_source_files_properties(${sources} PROPERTIES UNITY_GROUP batch_${number})
    math(EXPR number "${number} + 1")
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # GCC takes a batch for a header, whose types must not be made of a source's own.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  # GCC 12 takes empty optionals, once they are inlined as far as here, for uninitialised ones.
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-Wno-maybe-uninitialized>)
endfunction()

set(GV_COMMON_HEADERS <algorithm> <array> <cmath> <cstdint> <functional> <map> <optional> <span>
    <string> <string_view> <vector> <fmt/format.h> <tl/expected.hpp>)

set(GV_COMMAND_HEADERS ${GV_COMMON_HEADERS} <CLI/App.hpp> <CLI/Config.hpp> <CLI/Formatter.hpp>
    <boost/json/value.hpp>)
set(GV_TEST_HEADERS <gmock/gmock.h> <gtest/gtest.h> <rapidcheck/gtest.h> <map> <string> <vector>)

function(gv_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  gv_layer_of(${CMAKE_CURRENT_SOURCE_DIR} layer)
  gv_check_links(${name} ${layer} ${ARG_PUBLIC} ${ARG_PRIVATE})
  add_library(gv_${name} STATIC ${ARG_SOURCES})
  add_library(gv::${name} ALIAS gv_${name})
  set_target_properties(gv_${name} PROPERTIES GV_LAYER ${layer})
  target_include_directories(gv_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_compile_options(gv_${name} PRIVATE ${GV_WARNINGS})
  target_link_libraries(gv_${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  gv_unity(gv_${name})
  if(layer STREQUAL "cli")
    gv_headers(gv_${name} gv_command_headers LINKS fmt::fmt CLI11::CLI11 Boost::json
               HEADERS ${GV_COMMAND_HEADERS})
  else()
    gv_headers(gv_${name} gv_common_headers LINKS fmt::fmt HEADERS ${GV_COMMON_HEADERS})
  endif()
endfunction()

# A module may have a second program of tests, named by SUITE.
function(gv_test name)
  cmake_parse_arguments(ARG "" "SUITE" "LINKS" ${ARGN})
  set(suite ${name})
  if(ARG_SUITE)
    set(suite ${ARG_SUITE})
  endif()
  set(target gv_${suite}_test)
  add_executable(${target} ${ARG_UNPARSED_ARGUMENTS})
  target_compile_options(${target} PRIVATE ${GV_WARNINGS} ${GV_TEST_OPTIONS})
  target_compile_definitions(${target} PRIVATE GV_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(${target} PRIVATE gv_${name} ${ARG_LINKS} GTest::gmock
                        GTest::gtest_main rapidcheck rapidcheck_gtest)
  gv_unity(${target})
  gv_headers(${target} gv_test_headers LINKS GTest::gmock rapidcheck rapidcheck_gtest
             HEADERS ${GV_TEST_HEADERS} OPTIONS ${GV_TEST_OPTIONS})
  # One ctest entry per module: a case costs microseconds, a process start costs milliseconds.
  add_test(NAME ${suite} COMMAND ${target} --gtest_brief=1)
  set_tests_properties(${suite} PROPERTIES ENVIRONMENT "RC_PARAMS=max_success=1000 seed=20250101")
endfunction()

function(gv_benchmark name)
  cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
  add_executable(gv_${name}_bench ${ARG_UNPARSED_ARGUMENTS})
  target_compile_options(gv_${name}_bench PRIVATE ${GV_WARNINGS})
  target_link_libraries(gv_${name}_bench PRIVATE gv_${name} ${ARG_LINKS} benchmark::benchmark_main)
  # The smoke run proves that the answer checks still hold; timing belongs to `make bench`.
  add_test(NAME ${name}_bench_smoke
           COMMAND gv_${name}_bench --benchmark_min_time=0.001 --benchmark_filter=/smoke)
  set_property(GLOBAL APPEND PROPERTY GV_BENCHMARKS gv_${name}_bench)
endfunction()

function(gv_fuzz name)
  if(NOT GV_FUZZ)
    return()
  endif()
  foreach(source IN LISTS ARGN)
    get_filename_component(stem ${source} NAME_WE)
    add_executable(${stem} ${source})
    target_link_libraries(${stem} PRIVATE gv_${name})
    target_link_options(${stem} PRIVATE -fsanitize=fuzzer)
    set_property(GLOBAL APPEND PROPERTY GV_FUZZERS ${stem})
  endforeach()
endfunction()
