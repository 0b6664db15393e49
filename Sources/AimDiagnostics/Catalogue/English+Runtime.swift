extension English {
  package static let runtime: [Words] = []
}
