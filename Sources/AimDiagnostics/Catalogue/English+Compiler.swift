extension English {
  package static let compiler: [Words] = []
}
