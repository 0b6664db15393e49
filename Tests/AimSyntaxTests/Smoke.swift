import Testing

import AimSyntax

@Suite struct AimSyntaxSmoke {
}
