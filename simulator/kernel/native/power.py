"""The power: exp(y log x) with log x in two doubles, about 2**-66 of it lost, and the special cases of C99 Annex F.

log m = u + u**3/12 + u**5 Q(u**2) with u = 2 (m - 1) / (m + 1); u, u**2 and the cubic term are carried in two doubles
each. Exponents 2, 1/2 and -1 take the short cuts of the NumPy kernel, so that both agree: x x, sqrt x and 1 / x (its
square root of -0 and of -inf therefore differ from C99's pow).
Source: method: Muller et al., Handbook of Floating-Point Arithmetic, 2nd ed., sec. 4.3-4.4 (exact sums and products)
and 10.2; special cases: ISO C99 F.9.4.4; polynomial: ours, minimax of Q, derived anew by its unit test.
"""

from __future__ import annotations

from simulator.kernel.native.exp import LN2_HIGH, LN2_LOW, RAISED, REDUCED
from simulator.kernel.native.log import SPLIT
from simulator.kernel.native.notation import polynomial

# Q: its error times u**4 is below 2**-66.
POWER_TERMS = (
    float.fromhex("0x1.999999999999ap-7"),
    float.fromhex("0x1.249249249246fp-9"),
    float.fromhex("0x1.c71c71c72279cp-12"),
    float.fromhex("0x1.745d17417d4f5p-14"),
    float.fromhex("0x1.3b13b3125938fp-16"),
    float.fromhex("0x1.1110942a091edp-18"),
    float.fromhex("0x1.e20b8b2b3bebep-21"),
    float.fromhex("0x1.aaeb1c7d4d55fp-23"),
    float.fromhex("0x1.c322066ef7433p-25"),
)
# 1/12 in two parts.
TWELFTH = float.fromhex("0x1.5555555555555p-4")
TWELFTH_LOW = float.fromhex("0x1.5555555555555p-58")
# Beyond it every power of a number other than 1 has overflown or vanished; the products with a logarithm stay finite.
GREATEST_EXPONENT = 2.0**66
SIGN_BIT = 0x8000000000000000
INFINITE_BITS = 0x7FF0000000000000

# u and its rest. One division serves 1 / x too: where the exponent is -1, u is not needed.
QUOTIENT = """
inverts = same y -1.0
double_f = add f f
above = pick inverts 1.0 double_f
under_line = pick inverts x d
u = div above under_line
d_less = sub d 1.0
d_low = sub m d_less
u_minus = negate u
missed = fma u_minus d double_f
residual = fma u_minus d_low missed
reciprocal = fma u -0.25 0.5
u_low = mul residual reciprocal
"""

# log |x| = high + low.
LOGARITHM = f"""
z = mul u u
z_minus = negate z
z_lost = fma u u z_minus
twice_u = add u u
z_low = fma twice_u u_low z_lost
{polynomial("series", "z", POWER_TERMS)}
fifth = mul series z
a = add {TWELFTH!r} fifth
a_without = sub {TWELFTH!r} a
a_lost = add a_without fifth
a_low = add a_lost {TWELFTH_LOW!r}
b = mul z a
b_minus = negate b
b_lost = fma z a b_minus
b_part = fma z a_low b_lost
b_low = fma z_low a b_part
c = mul u b
c_minus = negate c
c_lost = fma u b c_minus
c_part = fma u b_low c_lost
c_low = fma u_low b c_part
large = mul twos {LN2_HIGH!r}
sum = add large u
sum_without = sub large sum
sum_lost = add sum_without u
high = add sum c
high_without = sub sum high
high_lost = add high_without c
small = fma twos {LN2_LOW!r} c_low
smaller = add small u_low
lost_both = add sum_lost high_lost
low = add lost_both smaller
"""

# y (high + low), bounded, as r and r_low.
PRODUCT = f"""
too_large = less {GREATEST_EXPONENT!r} y
y_below = pick too_large {GREATEST_EXPONENT!r} y
too_small = more {-GREATEST_EXPONENT!r} y_below
y_bounded = pick too_small {-GREATEST_EXPONENT!r} y_below
power = mul y_bounded high
power_minus = negate power
power_lost = fma y_bounded high power_minus
power_rest = fma y_bounded low power_lost
{REDUCED}
kept = same capped power
power_low = pick kept power_rest 0.0
fine = fma k {-LN2_LOW!r} power_low
r = add coarse fine
r_without = sub coarse r
r_low = add r_without fine
"""

# The size of the result, then its sign, then what has no logarithm.
CASES = f"""
zero_base = same size 0.0
endless_base = same size inf
extreme = either zero_base endless_base
falling = less y 0.0
size_bits = bits size
turned_bits = minus {INFINITE_BITS} size_bits
turned = real turned_bits
extreme_size = pick falling turned size
strength = pick extreme extreme_size raised
y_whole = trunc y
is_whole = same y_whole y
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
negative = less x 0.0
bounded = more x -inf
negative_bounded = both negative bounded
broken = other y_whole y
refused = both negative_bounded broken
unknown = untold x y
no_number = either refused unknown
numbered = pick no_number nan signed
base_one = same x 1.0
exponent_zero = same y 0.0
always_one = either base_one exponent_zero
general = pick always_one 1.0 numbered
squares = same y 2.0
squared = mul x x
with_square = pick squares squared general
roots = same y 0.5
root = sqrt x
with_root = pick roots root with_square
value = pick inverts u with_root
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
