import Testing

import AimRuntime

@Suite struct AimRuntimeSmoke {
}
