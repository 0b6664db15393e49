import Testing

import AimNotebook

@Suite struct AimNotebookSmoke {
}
