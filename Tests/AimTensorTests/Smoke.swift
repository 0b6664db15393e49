import AimTensor
import Testing

@Suite struct AimTensorSmoke {
}
