"""The power: exp(y log x) with log x in two doubles, about 2**-65 of it lost, and the special cases of C99 Annex F.

log m = 2 s + s**3 (2/3 + s**2 Q(s**2)) with s = (m - 1) / (m + 1), all but Q in two doubles. Exponents 2, 1/2 and -1
take the short cuts of the NumPy kernel, so that both agree: x x, sqrt x and 1 / x (its square root of -0 and of -inf
therefore differ from C99's pow).
Source: method: Muller et al., Handbook of Floating-Point Arithmetic, 2nd ed., sec. 4.3-4.4 (exact sums and products)
and 10.2; special cases: ISO C99 F.9.4.4; polynomial: ours, minimax of Q, derived anew by its unit test.
"""

from __future__ import annotations

from simulator.kernel.native.exp import LN2_HIGH, LN2_LOW, RAISED, REDUCED
from simulator.kernel.native.log import SPLIT
from simulator.kernel.native.notation import polynomial

# Q: its error times s**4 is below 2**-66 of log m. It also makes up for 2/3 being a double.
POWER_TERMS = (
    float.fromhex("0x1.9999999999c74p-2"),
    float.fromhex("0x1.249249244f93dp-2"),
    float.fromhex("0x1.c71c7225514fep-3"),
    float.fromhex("0x1.745cf28b004f0p-3"),
    float.fromhex("0x1.3b1c01fc89143p-3"),
    float.fromhex("0x1.0ffb88566d1a9p-3"),
    float.fromhex("0x1.040934e81e89cp-3"),
    float.fromhex("0x1.5994f2a6c1cdap-5"),
)
TWO_THIRDS = float.fromhex("0x1.5555555555555p-1")
# 1 / (1 - z): its error is below 2**-13.
SHARE_TERMS = (float.fromhex("0x1.fff123a7d2483p-1"), float.fromhex("0x1.07c49974ba518p+0"))
SIGN_BIT = 0x8000000000000000
INFINITE_BITS = 0x7FF0000000000000

# s, and what it misses of f / d times d.
QUOTIENT = """
s = div f d
d_less = sub d 1.0
d_low = sub m d_less
s_minus = negate s
missed = fma s_minus d f
residual = fma s_minus d_low missed
"""

# log |x| = high + low. What s misses counts 1 / (1 + s) = (1 - s) / (1 - z) times in the logarithm.
LOGARITHM = f"""
z = mul s s
z_minus = negate z
z_lost = fma s s z_minus
cube = mul s z
cube_minus = negate cube
cube_lost = fma s z cube_minus
cube_low = fma s z_lost cube_lost
{polynomial("series", "z", POWER_TERMS)}
a = fma series z {TWO_THIRDS!r}
a_without = sub {TWO_THIRDS!r} a
a_lost = fma series z a_without
c = mul cube a
c_minus = negate c
c_lost = fma cube a c_minus
large = mul twos {LN2_HIGH!r}
sum = fma s 2.0 large
high = add sum c
without = sub large high
without_s = fma s 2.0 without
lost = add without_s c
share_even = fma z {SHARE_TERMS[1]!r} {SHARE_TERMS[0]!r}
share = fma s_minus share_even share_even
low_twos = mul twos {LN2_LOW!r}
low_missed = fma residual share low_twos
low_cube = fma cube_low a low_missed
low_third = fma cube a_lost low_cube
low_sum = add low_third c_lost
low = add low_sum lost
"""

# y (high + low), bounded, as coarse and fine.
PRODUCT = f"""
power = mul y high
power_minus = negate power
power_lost = fma y high power_minus
power_rest = fma y low power_lost
{REDUCED}
kept = same capped power
power_low = pick kept power_rest 0.0
fine = fma k {-LN2_LOW!r} power_low
"""

# What has no logarithm, and the sign. A NaN as base counts as endless and stays; as exponent it has
# come through the product, but for a base of one. Where the exponent is zero the product is zero whatever the base.
CASES = f"""
y_whole = trunc y
is_whole = same y_whole y
is_broken = other y_whole y
negative = less x 0.0
refused = both negative is_broken
of_one = same size 1.0
bounded = pick of_one 1.0 raised
allowed = pick refused nan bounded
zero_base = same size 0.0
endless_base = not_less size inf
without_logarithm = either zero_base endless_base
raises = distinct y 0.0
extreme = both raises without_logarithm
falling = less y 0.0
size_bits = bits size
turned_bits = minus {INFINITE_BITS} size_bits
turned = real turned_bits
extreme_size = pick falling turned size
strength = pick extreme extreme_size allowed
y_half = mul y 0.5
y_half_whole = trunc y_half
is_halved = other y_half_whole y_half
is_odd = both is_whole is_halved
x_bits = bits x
x_sign = mask x_bits {SIGN_BIT}
sign = pick_bits is_odd x_sign 0
strength_bits = bits strength
signed_bits = join strength_bits sign
signed = real signed_bits
"""

# For exponents that are one of these, which is seldom: a branch keeps the square root and the division from others.
SHORT_CUTS = """
squares = same y 2.0
squared = mul x x
with_square = pick squares squared signed
roots = same y 0.5
root = sqrt x
with_root = pick roots root with_square
inverts = same y -1.0
inverse = div 1.0 x
value = pick inverts inverse with_root
"""

POWER = f"""
size = abs x
{SPLIT}
{QUOTIENT}
{LOGARITHM}
{PRODUCT}
{RAISED}
{CASES}
"""
