"""From LLVM text to machine code for the processor at hand, by llvmlite; code is kept on disk under its content."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from simulator.errors import SimulatorError
from simulator.kernel.native.special import SPECIAL, special_addresses

__all__ = ["Machine", "NoMachine", "machine"]

# Members in a vector, by what the processor has; the first feature found counts.
WIDTHS = {"avx512f": 16, "avx": 4, "neon": 4}
LEAST_WIDTH = 4
SPEED_LEVEL = 2
# Files kept, and what each begins with: a mark, and the digest of the rest.
MOST_FILES = 64
MARK = b"simulator native code 1\n"
DIGEST_BYTES = 32


class NoMachine(SimulatorError):
    """There is no compiler here: llvmlite is not installed, or does not know the processor."""


@dataclass(frozen=True, eq=False)
class Code:
    """Machine code in memory, which lives as long as this. addresses: of its functions."""

    engine: Any
    addresses: dict[str, int]
    from_cache: bool


@dataclass(frozen=True, eq=False)
class Machine:
    """The processor at hand. width: members in a vector. folder: where code is kept."""

    llvm: Any
    processor: str
    features: str
    width: int
    folder: Path
    versions: str = field(default="")

    def code(self, text: str, functions: tuple[str, ...]) -> Code:
        """Compile a module, or take it from the folder.

        functions: names of functions whose addresses are wanted.
        """
        path = self.folder / f"{self._key(text)}.code"
        kept = _read(path)
        compiled = self._compile(text) if kept is None else kept
        if kept is None:
            _write(path, compiled)
        try:
            lent = special_addresses(name for name in SPECIAL if f"@{name}(" in text)
        except KeyError as missing:
            raise NoMachine(f"this SciPy lends no {missing} to compiled code") from None
        for name, address in lent.items():
            self.llvm.add_symbol(name, address)
        engine = self.llvm.create_mcjit_compiler(self.llvm.parse_assembly(""), self._target())
        engine.add_object_file(self.llvm.object_file.ObjectFileRef.from_data(compiled))
        engine.finalize_object()
        addresses = {name: engine.get_function_address(name) for name in functions}
        return Code(engine, addresses, kept is not None)

    def _key(self, text: str) -> str:
        """Return what tells this code from all other: the text, the processor, the compiler."""
        parts = (self.processor, self.features, self.versions, str(SPEED_LEVEL), text)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def _target(self) -> Any:
        target = self.llvm.Target.from_default_triple()
        return target.create_target_machine(
            cpu=self.processor, features=self.features, opt=SPEED_LEVEL, reloc="pic", codemodel="small"
        )

    def _compile(self, text: str) -> bytes:
        module = self.llvm.parse_assembly(text)
        target = self._target()
        options = self.llvm.create_pipeline_tuning_options(speed_level=SPEED_LEVEL)
        options.slp_vectorization = options.loop_vectorization = False
        builder = self.llvm.create_pass_builder(target, options)
        builder.getModulePassManager().run(module, builder)
        code: bytes = target.emit_object(module)
        return code


def machine(folder: Path | None = None) -> Machine:
    """Look at the processor.

    folder: where code is kept; None takes SIMULATOR_CACHE, or the place the system has for such.
    Raises: NoMachine when there is no compiler for it.
    """
    try:
        # only batches and native runs need a compiler; it may not be installed
        import llvmlite  # noqa: PLC0415
        import llvmlite.binding as llvm  # noqa: PLC0415

        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        processor, features = llvm.get_host_cpu_name(), llvm.get_host_cpu_features()
    except Exception as fault:  # whatever a broken installation raises: NumPy serves then
        raise NoMachine(f"no compiler for this processor ({fault}), install llvmlite for more speed") from None
    width = next((width for name, width in WIDTHS.items() if features.get(name)), LEAST_WIDTH)
    versions = f"llvmlite {llvmlite.__version__}, LLVM {llvm.llvm_version_info}"
    place = folder or Path(os.environ.get("SIMULATOR_CACHE") or platformdirs.user_cache_path("dezhou-simulator"))
    return Machine(llvm, processor, features.flatten(), width, place, versions)


def _read(path: Path) -> bytes | None:
    """Read code that was kept; None where there is none, it is not as it was written, or another user wrote it."""
    try:
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            return None
        whole = path.read_bytes()
        os.utime(path)  # the oldest unused are dropped first
    except OSError:
        return None
    begin = len(MARK) + DIGEST_BYTES
    code = whole[begin:]
    return code if whole[:begin] == MARK + hashlib.sha256(code).digest() else None


def _write(path: Path, code: bytes) -> None:
    """Keep code, whole or not at all; where that cannot be, it is compiled again next time."""
    part = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            part = Path(file.name)
            file.write(MARK + hashlib.sha256(code).digest() + code)
        os.replace(part, path)
        files = sorted(path.parent.glob("*.code"), key=lambda each: each.stat().st_mtime)
        for old in files[:-MOST_FILES]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            if part is not None:
                part.unlink(missing_ok=True)
