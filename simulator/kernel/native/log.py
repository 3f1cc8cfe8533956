"""The natural logarithm: x = 2**k m with m from sqrt(1/2) to sqrt 2, log m by the series of artanh.

With f = m - 1 and s = f / (2 + f), log m = 2 s + s**3 R(s**2) = f - (f**2/2 - s (f**2/2 + s**2 R)): f is exact, so only
small terms round before the last addition.
Source: method: Muller et al., Handbook of Floating-Point Arithmetic, 2nd ed., sec. 10.2; P. T. P. Tang, Table-driven
implementation of the logarithm function, ACM TOMS 16 (1990), for f - f**2/2 as the leading terms;
polynomial: ours, minimax of R, derived anew by its unit test.
"""

from __future__ import annotations

from simulator.kernel.native.exp import LN2_HIGH, LN2_LOW
from simulator.kernel.native.notation import polynomial

# R: its error times s**2 is below 2**-57.
LOG_TERMS = (
    float.fromhex("0x1.5555555555593p-1"),
    float.fromhex("0x1.999999997fca0p-2"),
    float.fromhex("0x1.2492494201c9ap-2"),
    float.fromhex("0x1.c71c51faeb1bbp-3"),
    float.fromhex("0x1.7466420d2be4ep-3"),
    float.fromhex("0x1.39a165290368dp-3"),
    float.fromhex("0x1.2f08eca85691ep-3"),
)
ROOT_HALF_BITS = 0x3FE6A09E667F3BCD
ONE_BITS = 0x3FF0000000000000
FRACTION_BITS = 0x000FFFFFFFFFFFFF
# 2**52, in whose low bits a whole number stands.
HOLDER = 2.0**52
HOLDER_BITS = 0x4330000000000000

# size, not negative -> m, its parts f and d, and k as twos. A subnormal number is scaled first.
SPLIT = f"""
subnormal = less size {2.0**-1022!r}
scaled = mul size {2.0**54!r}
normal = pick subnormal scaled size
bias = pick subnormal {HOLDER + 1023 + 54!r} {HOLDER + 1023!r}
pattern = bits normal
moved = plus pattern {ONE_BITS - ROOT_HALF_BITS}
exponent = right moved 52
fraction = mask moved {FRACTION_BITS}
m_bits = plus fraction {ROOT_HALF_BITS}
m = real m_bits
held_bits = join exponent {HOLDER_BITS}
held = real held_bits
twos = sub held bias
f = sub m 1.0
d = add m 1.0
"""

LOG = f"""
{SPLIT}
s = div f d
z = mul s s
{polynomial("series", "z", LOG_TERMS)}
half_f = mul f 0.5
h = mul half_f f
inner = fma series z h
small = mul twos {LN2_LOW!r}
correction = fma s inner small
large = mul twos {LN2_HIGH!r}
sum = add large f
without = sub large sum
lost = add without f
down = sub h correction
rest = sub lost down
finite = add sum rest
bounded = less size inf
told = pick bounded finite size
negative = less size 0.0
allowed = pick negative nan told
nothing = same size 0.0
value = pick nothing -inf allowed
"""
