extension English {
  package static let notebook: [Words] = []
}
