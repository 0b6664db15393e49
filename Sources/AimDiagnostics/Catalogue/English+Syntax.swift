extension English {
  package static let syntax: [Words] = []
}
