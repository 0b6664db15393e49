import Testing

import AimDiagnostics

@Suite struct AimDiagnosticsSmoke {
}
