#pragma once

/// Before a function whose loops the compiler can turn into vector instructions: it is compiled for several
/// generations of processors and the right one is chosen when the program starts. Nothing changes where that
/// is not possible (other compilers, and sanitizers, which are not ready yet at that moment).
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define SANAQ_VECTOR_CLONES \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), optimize("O3")))
#else
#define SANAQ_VECTOR_CLONES
#endif
