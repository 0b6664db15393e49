import Testing

import AimTensor

@Suite struct AimTensorSmoke {
}
