#include "base/sha256_blocks.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace sanaq {

#if defined(__x86_64__)

bool sha256_in_hardware() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  const bool sse41 = __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_SSE4_1) != 0 && (c & bit_SSSE3) != 0;
  return sse41 && __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
}

// The state lies in two registers as the instructions want it: ABEF and CDGH. Four rounds a step; the
// schedule of the next sixteen words is made on the way (Intel SHA Extensions, 2013).
__attribute__((target("sha,sse4.1,ssse3"))) void sha256_blocks_in_hardware(Sha256State& state,
                                                                           const unsigned char* data,
                                                                           std::size_t blocks) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  auto* words = reinterpret_cast<__m128i*>(state.data());
  const auto* constants = reinterpret_cast<const __m128i*>(sha256_round_constants.data());
  const __m128i dcba = _mm_shuffle_epi32(_mm_loadu_si128(words), 0xB1);
  const __m128i hgfe = _mm_shuffle_epi32(_mm_loadu_si128(words + 1), 0x1B);
  __m128i abef = _mm_alignr_epi8(dcba, hgfe, 8);
  __m128i cdgh = _mm_blend_epi16(hgfe, dcba, 0xF0);
  for (; blocks > 0; --blocks, data += 64) {
    const __m128i abef_before = abef, cdgh_before = cdgh;
    __m128i w[4];
    for (int i = 0; i < 4; ++i)
      w[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(data) + i), swap);
    for (int step = 0; step < 16; ++step) {
      const __m128i now = w[step & 3];
      const __m128i sum = _mm_add_epi32(now, _mm_load_si128(constants + step));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
      const __m128i after = w[(step + 3) & 3];
      const __m128i mixed = _mm_add_epi32(_mm_sha256msg1_epu32(now, w[(step + 1) & 3]),
                                          _mm_alignr_epi8(after, w[(step + 2) & 3], 4));
      w[step & 3] = _mm_sha256msg2_epu32(mixed, after);
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
  const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128(words, _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(words + 1, _mm_alignr_epi8(dchg, feba, 8));
}

#else

bool sha256_in_hardware() { return false; }
void sha256_blocks_in_hardware(Sha256State&, const unsigned char*, std::size_t) {}

#endif

}  // namespace sanaq
