"""The LLVM printer: a model -> a program for vectors of members, compiled for the processor at hand."""
