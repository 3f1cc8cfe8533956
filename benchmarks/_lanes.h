/* Vectors of N doubles, integers and truth values, and the operations on them that C has no operator for.
   A truth value is a bit of a mask where the machine has masks, else 0 or -1 in a lane.
   Included once for each N. The loops over lanes are what a compiler without the named instructions falls back to. */

#define PASTE_(a, b, c) a##b##c
#define PASTE(a, b, c) PASTE_(a, b, c)
#define V(kind) PASTE(v, N, kind)
#define F(name) PASTE(name, _, N)
#define LANES for (int lane = 0; lane < N; lane++)

typedef double V(f64) __attribute__((vector_size(8 * N)));
typedef int64_t V(i64) __attribute__((vector_size(8 * N)));
typedef uint64_t V(u64) __attribute__((vector_size(8 * N)));
typedef int32_t V(i32) __attribute__((vector_size(4 * N)));
typedef uint32_t V(u32) __attribute__((vector_size(4 * N)));

typedef struct { V(f64) low, high; } V(f64_pair);
typedef struct { V(i64) low, high; } V(i64_pair);

/* as they lie in memory, aligned to one number */
typedef double V(f64_loose) __attribute__((vector_size(8 * N), aligned(8), may_alias));
typedef int64_t V(i64_loose) __attribute__((vector_size(8 * N), aligned(8), may_alias));
typedef int32_t V(i32_loose) __attribute__((vector_size(4 * N), aligned(4), may_alias));
typedef double V(f64_tight) __attribute__((vector_size(8 * N), may_alias));
typedef int64_t V(i64_tight) __attribute__((vector_size(8 * N), may_alias));
typedef int32_t V(i32_tight) __attribute__((vector_size(4 * N), may_alias));

#define SIGN ((V(i64)){0} + INT64_MIN)

INLINE V(f64) F(fabs)(V(f64) a) { return (V(f64))((V(i64))a & ~SIGN); }
INLINE V(f64) F(copysign)(V(f64) a, V(f64) b) { return (V(f64))(((V(i64))a & ~SIGN) | ((V(i64))b & SIGN)); }
#if N == 8 && defined(__AVX512F__) && defined(__AVX512DQ__)
#define MASKS
typedef __mmask8 V(i1);
#define COMPARE(name, how, sign) \
    INLINE V(i1) F(name)(V(f64) a, V(f64) b) { return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, how); }
#define COMPARE_WHOLE(name, sign) \
    INLINE V(i1) F(i##name)(V(i64) a, V(i64) b) { return _mm512_cmp##name##_epi64_mask((__m512i)a, (__m512i)b); } \
    INLINE V(i1) F(u##name)(V(u64) a, V(u64) b) { return _mm512_cmp##name##_epu64_mask((__m512i)a, (__m512i)b); }
INLINE V(f64) F(choose)(V(i1) m, V(f64) a, V(f64) b) {
    return (V(f64))_mm512_mask_blend_pd(m, (__m512d)b, (__m512d)a);
}
INLINE V(i64) F(ichoose)(V(i1) m, V(i64) a, V(i64) b) {
    return (V(i64))_mm512_mask_blend_epi64(m, (__m512i)b, (__m512i)a);
}
INLINE uint64_t F(bits)(V(i1) m) { return m; }
INLINE V(i1) F(mask_of)(uint64_t bits) { return (V(i1))bits; }
INLINE V(i64) F(spread)(V(i1) m) { return (V(i64))_mm512_movm_epi64(m); }
#else
typedef V(i64) V(i1);
#define COMPARE(name, how, sign) \
    INLINE V(i1) F(name)(V(f64) a, V(f64) b) { return a sign b; }
#define COMPARE_WHOLE(name, sign) \
    INLINE V(i1) F(i##name)(V(i64) a, V(i64) b) { return a sign b; } \
    INLINE V(i1) F(u##name)(V(u64) a, V(u64) b) { return (V(i1))(a sign b); }
INLINE V(f64) F(choose)(V(i1) m, V(f64) a, V(f64) b) { return (V(f64))((m & (V(i64))a) | (~m & (V(i64))b)); }
INLINE V(i64) F(ichoose)(V(i1) m, V(i64) a, V(i64) b) { return (m & a) | (~m & b); }
INLINE uint64_t F(bits)(V(i1) m) {
    uint64_t r = 0;
    LANES r |= (uint64_t)(m[lane] & 1) << lane;
    return r;
}
INLINE V(i1) F(mask_of)(uint64_t bits) {
    V(i1) r;
    LANES r[lane] = -(int64_t)(bits >> lane & 1);
    return r;
}
INLINE V(i64) F(spread)(V(i1) m) { return m; }
#endif
COMPARE(lt, _CMP_LT_OQ, <) COMPARE(le, _CMP_LE_OQ, <=) COMPARE(gt, _CMP_GT_OQ, >) COMPARE(ge, _CMP_GE_OQ, >=)
COMPARE(eq, _CMP_EQ_OQ, ==) COMPARE(ne, _CMP_NEQ_UQ, !=)
COMPARE_WHOLE(lt, <) COMPARE_WHOLE(le, <=) COMPARE_WHOLE(gt, >) COMPARE_WHOLE(ge, >=)
COMPARE_WHOLE(eq, ==) COMPARE_WHOLE(neq, !=)
INLINE V(f64) F(maxnum)(V(f64) a, V(f64) b) { return F(choose)(F(ne)(b, b) | F(gt)(a, b), a, b); }
INLINE V(f64) F(minnum)(V(f64) a, V(f64) b) { return F(choose)(F(ne)(b, b) | F(lt)(a, b), a, b); }

#ifdef MASKS
#define ROUND(a, how) ((V(f64))_mm512_roundscale_pd((__m512d)(a), (how) | 8))
INLINE V(f64) F(fma)(V(f64) a, V(f64) b, V(f64) c) {
    return (V(f64))_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
}
INLINE V(f64) F(sqrt)(V(f64) a) { return (V(f64))_mm512_sqrt_pd((__m512d)a); }
INLINE V(f64) F(masked_gather)(V(i64) p, V(i1) m, V(f64) other) {
    return (V(f64))_mm512_mask_i64gather_pd((__m512d)other, m, (__m512i)p, (void *)0, 1);
}
#elif N == 4 && defined(__AVX2__) && defined(__FMA__)
#define ROUND(a, how) ((V(f64))_mm256_round_pd((__m256d)(a), (how) | 8))
INLINE V(f64) F(fma)(V(f64) a, V(f64) b, V(f64) c) {
    return (V(f64))_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
}
INLINE V(f64) F(sqrt)(V(f64) a) { return (V(f64))_mm256_sqrt_pd((__m256d)a); }
INLINE V(f64) F(masked_gather)(V(i64) p, V(i1) m, V(f64) other) {
    return (V(f64))_mm256_mask_i64gather_pd((__m256d)other, (void *)0, (__m256i)p, (__m256d)m, 1);
}
#else
#if N == 16
#define HALVES(name, a) ({ \
    V(f64) whole_ = (a), out_; \
    v8f64 low_, high_; \
    __builtin_memcpy(&low_, &whole_, 64); \
    __builtin_memcpy(&high_, (char *)&whole_ + 64, 64); \
    low_ = name(low_); \
    high_ = name(high_); \
    __builtin_memcpy(&out_, &low_, 64); \
    __builtin_memcpy((char *)&out_ + 64, &high_, 64); \
    out_; })
INLINE V(f64) F(floor)(V(f64) a) { return HALVES(floor_8, a); }
INLINE V(f64) F(ceil)(V(f64) a) { return HALVES(ceil_8, a); }
INLINE V(f64) F(trunc)(V(f64) a) { return HALVES(trunc_8, a); }
INLINE V(f64) F(rint)(V(f64) a) { return HALVES(rint_8, a); }
INLINE V(f64) F(sqrt)(V(f64) a) { return HALVES(sqrt_8, a); }
INLINE V(f64) F(fma)(V(f64) a, V(f64) b, V(f64) c) {
    v8f64 x[2], y[2], z[2];
    __builtin_memcpy(x, &a, 128);
    __builtin_memcpy(y, &b, 128);
    __builtin_memcpy(z, &c, 128);
    x[0] = fma_8(x[0], y[0], z[0]);
    x[1] = fma_8(x[1], y[1], z[1]);
    __builtin_memcpy(&a, x, 128);
    return a;
}
#define ROUNDED
#else
INLINE V(f64) F(fma)(V(f64) a, V(f64) b, V(f64) c) {
    V(f64) r;
    LANES r[lane] = __builtin_fma(a[lane], b[lane], c[lane]);
    return r;
}
INLINE V(f64) F(sqrt)(V(f64) a) {
    V(f64) r;
    LANES r[lane] = __builtin_sqrt(a[lane]);
    return r;
}
#endif
INLINE V(f64) F(masked_gather)(V(i64) p, V(i1) m, V(f64) other) {
    V(f64) r = other;
    uint64_t bits = F(bits)(m);
    LANES if (bits >> lane & 1) r[lane] = *(const double *)p[lane];
    return r;
}
#endif

#ifndef ROUNDED
#ifdef ROUND
INLINE V(f64) F(rint)(V(f64) a) { return ROUND(a, 0); }
INLINE V(f64) F(floor)(V(f64) a) { return ROUND(a, 1); }
INLINE V(f64) F(ceil)(V(f64) a) { return ROUND(a, 2); }
INLINE V(f64) F(trunc)(V(f64) a) { return ROUND(a, 3); }
#else
#define EACH(name) \
    INLINE V(f64) F(name)(V(f64) a) { \
        V(f64) r; \
        LANES r[lane] = __builtin_##name(a[lane]); \
        return r; \
    }
EACH(rint) EACH(floor) EACH(ceil) EACH(trunc)
#undef EACH
#endif
#endif

/* for lanes that go one by one through the C library */
#define LIBRARY(name) \
    INLINE V(f64) F(name)(V(f64) a) { \
        V(f64) r; \
        LANES r[lane] = __builtin_##name(a[lane]); \
        return r; \
    }
LIBRARY(sin) LIBRARY(cos) LIBRARY(tan) LIBRARY(exp) LIBRARY(log) LIBRARY(exp2) LIBRARY(log2) LIBRARY(log10)
INLINE V(f64) F(pow)(V(f64) a, V(f64) b) {
    V(f64) r;
    LANES r[lane] = __builtin_pow(a[lane], b[lane]);
    return r;
}

#undef MASKS
#undef COMPARE
#undef COMPARE_WHOLE
#undef LIBRARY
#undef LANES
#undef ROUND
#undef ROUNDED
#undef HALVES
#undef SIGN
#undef V
#undef F
#undef PASTE
#undef PASTE_
#undef N
