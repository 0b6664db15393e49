"""Writes formats.tsv: value, format spec, what CPython's format() makes of them (tab-separated; "!" for an error).

Run: python3 formats.py > formats.tsv
"""
import sys

SPECS = ['', 'd', '5d', '<5', '>5', '^6', '05d', '+d', ' d', ',', '_', 'x', 'X', 'b', 'o', '#x', '#b', '+,', '010,',
         '>10', '*^9', 'e', '.1e', 'f', '.2f', '.0f', '08.3f', '+.2f', 'g', '.3g', 'G', '.10g', '%', '.1%', ',.2f',
         '_.1f', '012,.1f', '=+8', '.3', '.1', '#.3g', '<8.2f', '^12.3e', '.15', '0=8', 'x>6', '016_x', '#010b']
NUMBERS = [0, 1, -1, 42, -7, 255, 1234567, -1234567, 2 ** 40, 0.0, -0.0, 1.0, 0.5, 0.1, 2.5, -2.675, 3.14159, 1e-5,
           1e16, 123456789.125, -0.000123, 1e100, float('inf'), float('-inf'), float('nan'), 0.256, 999999.5, 1e15,
           9.5e15, 12345.678, 100.0, 1e22]
TEXT_SPECS = ['', '5', '<5', '>5', '^5', '*^6', '.3', '>6.2', 's', '10s', 'd', '.2f']
TEXTS = ['', 'ab', 'abcdef', 'héé', '学习']


def row(shown, value, spec):
    try:
        text = format(value, spec)
    except (ValueError, OverflowError):
        text = '!'
    print(shown, spec, text, sep='\t')


print('# CPython', sys.version.split()[0])
for value in NUMBERS:
    for spec in SPECS:
        row(repr(value), value, spec)
for value in TEXTS:
    for spec in TEXT_SPECS:
        row('"' + value + '"', value, spec)
