#pragma once

/// Loops over pixels, built twice: for every machine, and for the wider registers of AVX2 where a
/// machine has them. For integer work only, and IEEE operations lane by lane: both give the same
/// bytes.
///
///   template <...> GV_KERNEL void loop(...) { ... }          // no code of its own
///   void plain(...) { loop(...); }
///   GV_WIDE void wide(...) { loop(...); }                    // call if has_wide_registers()
#define GV_KERNEL [[gnu::always_inline]] inline

#if defined(__x86_64__)
#define GV_WIDE [[gnu::target("avx2")]]
#else
#define GV_WIDE
#endif

namespace gv::media {

[[nodiscard]] inline bool has_wide_registers() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") != 0;
#else
  return false;
#endif
}

}  // namespace gv::media
