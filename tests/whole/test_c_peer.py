"""The C peer of the benchmarks is the LLVM program, instruction for instruction: it gives the same bits."""

import ctypes
from dataclasses import replace

import llvmlite.binding as llvm
import numpy as np
import pytest

from benchmarks._c_program import AS_WRITTEN, address_in, compiled, has_compiler
from benchmarks._c_text import c_text
from benchmarks._halves import halved
from benchmarks._llvm_text import read_module
from benchmarks._workload import energy
from benchmarks.against_c import as_c
from simulator.kernel.batch import Engine, compile_batch, equations_of
from simulator.kernel.compiled import saved_elements
from simulator.kernel.native.call import Course
from simulator.kernel.native.elementary import elementary_functions
from simulator.kernel.native.machine import machine
from simulator.kernel.native.program import build_native
from tests import native

pytestmark = pytest.mark.skipif(not has_compiler(), reason="needs a C compiler, cc")

# One lane of every instruction that no elementary function has: out[0..15] from in[0..7].
MIXED = """
@table = private constant [4 x double] [double 1.0, double 2.5, double -3.0, double 0x7FF0000000000000]
@pairs = private constant [2 x <2 x double>] [<2 x double> <double 1.0, double 2.0>, <2 x double> zeroinitializer]

define void @mixed(ptr noalias %from, ptr noalias %to, i64 %count) {
  %memory = alloca [4 x double], align 64
  %some = icmp ugt i64 %count, 3
  br i1 %some, label %many, label %few
many:
  %i = phi i64 [ 0, %0 ], [ %next, %many ]
  %a = phi double [ 1.0, %0 ], [ %b, %many ]
  %b = phi double [ 2.0, %0 ], [ %a, %many ]
  %next = add nuw nsw i64 %i, 1
  %again = icmp slt i64 %next, %count
  br i1 %again, label %many, label %few
few:
  %swapped = phi double [ 9.0, %0 ], [ %a, %many ]
  store double %swapped, ptr %to, align 8
  %x = load <4 x double>, ptr %from, align 8
  %there = getelementptr double, ptr %from, i64 4
  %y = load <4 x double>, ptr %there, align 8
  %less = fcmp olt <4 x double> %x, %y
  %unequal = fcmp une <4 x double> %x, %y
  %strange = fcmp ult <4 x double> %y, zeroinitializer
  %both = and <4 x i1> %less, %unequal
  %either = xor <4 x i1> %both, %strange
  %flipped = xor <4 x i1> %either, splat (i1 true)
  %chosen = select <4 x i1> %flipped, <4 x double> %x, <4 x double> <double 1.0, double 2.0, double 3.0, double -0.0>
  %out1 = getelementptr double, ptr %to, i64 1
  store <4 x double> %chosen, ptr %out1, align 8
  %whole = fptosi <4 x double> %x to <4 x i64>
  %shifted = ashr <4 x i64> %whole, splat (i64 1)
  %low = and <4 x i64> %shifted, splat (i64 3)
  %places = getelementptr double, ptr @table, <4 x i64> %low
  %read = call <4 x double> @llvm.masked.gather.v4f64.v4p0(<4 x ptr> %places, i32 8, <4 x i1> %less, <4 x double> %y)
  %out5 = getelementptr double, ptr %to, i64 5
  store <4 x double> %read, ptr %out5, align 8
  %ones = zext <4 x i1> %less to <4 x i64>
  %counted = uitofp <4 x i64> %ones to <4 x double>
  %down = call <4 x double> @llvm.floor.v4f64(<4 x double> %x)
  %fused = call <4 x double> @llvm.fma.v4f64(<4 x double> %down, <4 x double> %y, <4 x double> %counted)
  %sign = call <4 x double> @llvm.copysign.v4f64(<4 x double> %fused, <4 x double> %x)
  %reversed = shufflevector <4 x double> %sign, <4 x double> poison, <4 x i32> <i32 3, i32 2, i32 1, i32 0>
  %out9 = getelementptr double, ptr %to, i64 9
  store <4 x double> %reversed, ptr %out9, align 8
  %first = extractelement <4 x double> %x, i32 1
  %spread = insertelement <4 x double> poison, double %first, i32 0
  %all = shufflevector <4 x double> %spread, <4 x double> poison, <4 x i32> zeroinitializer
  %negated = fneg <4 x double> %all
  store <4 x double> %negated, ptr %memory, align 64
  %third = getelementptr [4 x double], ptr %memory, i64 0, i64 2
  %taken = load double, ptr %third, align 8
  %fixed = load double, ptr getelementptr inbounds ([2 x <2 x double>], ptr @pairs, i64 0, i64 0, i64 1), align 8
  %bits = bitcast double %taken to i64
  %half = lshr i64 %bits, 1
  %back = bitcast i64 %half to double
  %is = fcmp ord double %back, %fixed
  %result = select i1 %is, double %back, double %fixed
  %out13 = getelementptr double, ptr %to, i64 13
  store double %result, ptr %out13, align 8
  %rooted = call double @llvm.sqrt.f64(double %fixed)
  %out14 = getelementptr double, ptr %to, i64 14
  store double %rooted, ptr %out14, align 8
  ret void
}
declare <4 x double> @llvm.masked.gather.v4f64.v4p0(<4 x ptr>, i32, <4 x i1>, <4 x double>)
declare <4 x double> @llvm.floor.v4f64(<4 x double>)
declare <4 x double> @llvm.fma.v4f64(<4 x double>, <4 x double>, <4 x double>)
declare <4 x double> @llvm.copysign.v4f64(<4 x double>, <4 x double>)
declare double @llvm.sqrt.f64(double)
"""


def as_c_text(text):
    return c_text(halved(read_module(str(llvm.parse_assembly(text)))))


def run_mixed(address, given, count):
    out = np.zeros(16)
    function = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)(address)
    function(given.ctypes.data, out.ctypes.data, count)
    return out


@pytest.mark.parametrize("width", [1, 2, 4, 8, 16])
def test_vector_functions_have_the_same_bits(width, tmp_path):
    ours = native.compiled(width)
    text = elementary_functions(width) + "".join(native.loop(name, width) for name in native.ARGUMENTS)
    library = compiled(as_c_text(text), tmp_path, (AS_WRITTEN,))
    random = np.random.default_rng(width)
    usual = np.exp(random.normal(size=(2, 4096)) * 3)
    given = np.concatenate([random.integers(-(2**63), 2**63, size=(2, 4096)).view(float), usual], axis=1)
    for name, count in native.ARGUMENTS.items():
        wanted = ours(name, *given[:count])
        found = np.empty_like(wanted)
        kinds = [ctypes.c_void_p] * (count + 1)
        function = ctypes.CFUNCTYPE(None, *kinds, ctypes.c_int64)(address_in(library, name))
        function(*(np.ascontiguousarray(each).ctypes.data for each in (*given[:count], found)), len(found))
        np.testing.assert_array_equal(found, wanted)
        assert (np.signbit(found) == np.signbit(wanted))[~np.isnan(wanted)].all()


def test_every_other_instruction(tmp_path):
    module = llvm.parse_assembly(MIXED)
    module.verify()
    machine = llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten()
    )
    engine = llvm.create_mcjit_compiler(module, machine)
    engine.finalize_object()
    library = compiled(as_c_text(MIXED), tmp_path, (AS_WRITTEN,))
    for given in ([1.5, -2.5, 7.0, 3.0, 2.0, -3.0, 7.0, np.nan], [np.nan, 9.0, -0.0, 4.0, 0.0, 1e300, -1.0, 5.0]):
        for count in (0, 4, 7):
            wanted = run_mixed(engine.get_function_address("mixed"), np.array(given), count)
            found = run_mixed(address_in(library, "mixed"), np.array(given), count)
            assert found.tobytes() == wanted.tobytes(), (given, count)


@pytest.mark.parametrize("specialize", [True, False])
@pytest.mark.parametrize("width", [4, 8, 16])
def test_a_whole_program_has_the_same_bits(specialize, width, tmp_path):
    """Vectors of 16, which no processor has, are cut in two."""
    workload = energy()
    program = compile_batch(workload.model, workload.save, workload.varied, Engine(specialize=specialize))
    varied = equations_of(workload.model, program.places) if specialize else None
    saved = saved_elements(workload.model, workload.save)
    wide = replace(machine(), width=width)
    program = replace(program, native=build_native(wide, workload.model, saved, varied, Course("rk4")))
    values = workload.draw(75)
    wanted = program.run(workload.defaults, values, workload.clock).values
    found = as_c(program, tmp_path, (AS_WRITTEN,)).run(workload.defaults, values, workload.clock).values
    assert found.tobytes() == wanted.tobytes()


def test_what_has_no_c_is_refused_with_its_line():
    text = "define i64 @f(ptr %p) {\n  %old = atomicrmw add ptr %p, i64 1 seq_cst\n  ret i64 %old\n}\n"
    with pytest.raises(ValueError, match="no C for 'atomicrmw' in: %old = atomicrmw add"):
        as_c_text(text)
