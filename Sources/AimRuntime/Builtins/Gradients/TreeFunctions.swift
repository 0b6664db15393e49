/// `tree_map` and `tree_leaves`: working on all parameters of a model, or all leaves of a record, at once.
extension Builtin {
  static var treeMap: Builtin {
    Builtin(
      calling: "tree_map", Parameter<Callable>("f"), Parameter<Rest>("trees"),
      summary: """
        Applies `f` to the float leaves of one tree, or of several of one structure: the `param`s of models, \
        the floats in lists and records. Everything else comes from the first tree.
        """,
      examples: [
        Example("tree_map((p, g) -> p - 0.1 * g, [1.0, 2.0], [10.0, 20.0])", gives: "[0.0, 0.0]")
      ]
    ) { (context, f, trees) throws(RuntimeFault) in
      guard !trees.values.isEmpty else {
        throw RuntimeFault(
          MissingArgument(
            function: "tree_map", parameter: "trees", signature: "tree_map(f, ...trees)"))
      }
      return try Tree { (first, others) throws(RuntimeFault) in
        try context.call(f.value, [first] + others)
      }
      .map(trees.values[0], Array(trees.values.dropFirst()))
    }
  }

  static var treeLeaves: Builtin {
    Builtin(
      "tree_leaves", Parameter<Value>("tree"),
      summary: "The leaves that `tree_map` and gradients visit, in order, as a list.",
      examples: [
        Example("tree_leaves((w: 1.5, steps: 10, name: \"line\", b: [2.5]))", gives: "[1.5, 2.5]")
      ]
    ) { (tree) throws(RuntimeFault) in
      .list(owning: try Tree.leaves(of: tree).map { $0.retained() })
    }
  }
}
