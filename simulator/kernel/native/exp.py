"""The exponential: exp x = 2**k exp r with k whole and |r| <= ln(2)/2, exp r by a polynomial.

The bounds of x only keep k within what two factors can scale by; results there are infinite and zero already. The
factor 2**k is applied in two halves, so that the last multiplication rounds a subnormal result and overflows by itself.
Source: method: Muller et al., Handbook of Floating-Point Arithmetic, 2nd ed., sec. 10.2 (Cody and Waite's reduction)
and 10.3; polynomial: ours, minimax of (exp r - 1 - r - r**2/2) / r**3, derived anew by its unit test.
"""

from __future__ import annotations

from simulator.kernel.native.notation import polynomial

# From r**3 on; the error of the whole relative to exp r is below 2**-59.
EXP_TERMS = (
    float.fromhex("0x1.5555555555556p-3"),
    float.fromhex("0x1.5555555555556p-5"),
    float.fromhex("0x1.11111111109b3p-7"),
    float.fromhex("0x1.6c16c16c15dc6p-10"),
    float.fromhex("0x1.a01a01a7c4488p-13"),
    float.fromhex("0x1.a01a01a9365c6p-16"),
    float.fromhex("0x1.71de0dadcae51p-19"),
    float.fromhex("0x1.27e4d4d37e72ap-22"),
    float.fromhex("0x1.af38ab002edf5p-26"),
    float.fromhex("0x1.1f7f2890923f2p-29"),
)
LOG2_E = float.fromhex("0x1.71547652b82fep+0")
# ln 2 in two parts; the first has 42 bits, so that k times it is exact.
LN2_HIGH = float.fromhex("0x1.62e42fefa38p-1")
LN2_LOW = float.fromhex("0x1.ef35793c7673p-45")
# Adding one of them rounds to a whole number, which then stands in the low bits with the bias of one or two exponents.
ROUNDER = 1.5 * 2.0**52 + 1023
ROUNDER_TWICE = 1.5 * 2.0**52 + 2 * 1023

# power -> power within bounds (beyond them the result is infinite or zero), k and the first part of r, exact.
REDUCED = f"""
over = less 710.0 power
below = pick over 710.0 power
under = more -746.0 below
capped = pick under -746.0 below
rounded = fma capped {LOG2_E!r} {ROUNDER_TWICE!r}
k = sub rounded {ROUNDER_TWICE!r}
coarse = fma k {-LN2_HIGH!r} capped
"""

# capped, rounded, coarse, fine (the rest of r) -> raised. 1 + coarse is kept in two parts: only small terms round.
RAISED = f"""
r = add coarse fine
r_square = mul r r
{polynomial("bend", "r", EXP_TERMS)}
curve = fma bend r 0.5
head = add 1.0 coarse
head_without = sub 1.0 head
head_lost = add head_without coarse
head_low = add head_lost fine
tail = fma curve r_square head_low
mantissa = add head tail
near_half = fma capped {LOG2_E / 2!r} {ROUNDER!r}
first_exponent = bits near_half
both_exponents = bits rounded
second_exponent = minus both_exponents first_exponent
first_bits = left first_exponent 52
second_bits = left second_exponent 52
first_scale = real first_bits
second_scale = real second_bits
half_raised = mul mantissa first_scale
raised = mul half_raised second_scale
"""

EXP = f"""
{REDUCED}
fine = mul k {-LN2_LOW!r}
{RAISED}
"""
