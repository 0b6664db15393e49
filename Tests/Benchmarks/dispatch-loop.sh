#!/bin/sh
# Shows that the machine's dispatch loop counts no references through the compiler: the disassembly
# of its normal specialisation calls neither swift_retain nor swift_release.
#
#     Tests/Benchmarks/dispatch-loop.sh [the program, .build/release/aim]
set -eu
program=${1:-.build/release/aim}
symbol=$(nm "$program" | grep 'AimRuntime7MachineC3run5floor.*Unobserved' | head -n 1 | cut -d ' ' -f 3)
[ -n "$symbol" ] || { echo "no dispatch loop in $program (is it stripped?)"; exit 1; }
code=$(objdump --disassemble="$symbol" --no-show-raw-insn "$program")
lines=$(echo "$code" | grep -c '^ ')
calls=$(echo "$code" | grep -cE 'swift_(retain|release|bridgeObject)' || true)
echo "$lines instructions, $calls calls that count references"
[ "$lines" -gt 1000 ] && [ "$calls" -eq 0 ]
