extension English {
  package static let tensor: [Words] = []
}
