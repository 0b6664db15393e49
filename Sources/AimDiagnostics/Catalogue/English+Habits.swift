extension English {
  /// What to write in place of a name that newcomers bring along, where it is not just another
  /// name (those stand in `Nearest`): the mend of the fault, whose facts may be named.
  static let habits: [String: String] =
    [modules, functions, arguments, assignments, statements, members]
    .reduce(into: [:]) { $0.merge($1) { first, _ in first } }

  /// Prefixes of other languages' libraries.
  private static let modules: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      "np", "numpy", "torch", "nn", "F", "jnp", "jax", "tf", "keras", "optim", "math", "Math",
      "scipy", "sklearn", "pd", "plt",
    ].map {
      ($0, "leave out {name} and the point: the library's names stand alone, as `zeros(2, 3)`")
    })

  private static let functions: [String: String] = [
    "this": "write `self`, inside of a `model` or `type`",
    "pow": "write `a ^ b`",
    "pass": "write `{ }`",
    "todo": "write `{ }`",
    "isinstance": "compare the type's name: `type(x) == \"int\"`",
    "dir": "write `fields(x)`; at the prompt, Tab after `x.` lists them",
    "help": "type `?` and a name at the prompt, as `?sum`",
    "exit": "press Ctrl-D at the prompt, or type `:quit`",
    "quit": "press Ctrl-D at the prompt, or type `:quit`",
    "open": "write `read_text(\"file.txt\")`",
    "console": "write `print(…)`",
    "f32": "write it as text: `\"f32\"`",
    "f64": "write it as text: `\"f64\"`",
    "i64": "write it as text: `\"i64\"`",
    "f16": "write it as text: `\"f16\"`",
    "bf16": "write it as text: `\"bf16\"`",
    "float32": "write it as text: `\"f32\"`",
    "float64": "write it as text: `\"f64\"`",
    "int64": "write it as text: `\"i64\"`",
    "no_grad": "leave it out: nothing is recorded outside of `grad` and `value_and_grad`",
  ]

  /// Arguments that belong to another function here.
  private static let arguments: [String: String] = [
    "fit(lr: …)": "give it to the optimizer: `optimizer: Adam(lr: 1e-3)`",
    "fit(learning_rate: …)": "give it to the optimizer: `optimizer: Adam(lr: 1e-3)`",
    "fit(momentum: …)": "give it to the optimizer: `optimizer: SGD(lr: 0.01, momentum: 0.9)`",
    "fit(weight_decay: …)": "give it to the optimizer: `optimizer: AdamW(weight_decay: 0.01)`",
    "fit(metrics: …)": "leave it out: with labels the accuracy is measured as well",
    "fit(device: …)": "leave it out: tensors lie in the machine's memory",
  ]

  /// What is assigned elsewhere.
  private static let assignments: [String: String] = [
    "seed = …": "call it: `seed(3)`",
    "training = …":
      "leave it out: it is true while `value_and_grad` and `fit` train, and nowhere else",
  ]

  /// Words that begin a statement elsewhere.
  private static let statements: [String: String] = [
    "del …": "leave it out: a value goes when nothing needs it; from a dictionary, `d.remove(key)`",
    "global …": "leave it out: a function may assign a `var` that stands outside of it",
    "nonlocal …": "leave it out: a function may assign a `var` that stands outside of it",
    "yield …": "gather the values in a list: `[f(x) for x in xs]`, or `append` to a `var`",
    "with …": "write `let text = read_text(\"file.txt\")`; files are closed by themselves",
    "await …": "leave it out: a call returns when it is done",
    "async …": "leave it out: a call returns when it is done",
    "using …": "leave it out: the library needs no import",
  ]

  /// What stands after a point elsewhere.
  private static let members: [String: String] = [
    "size": "write `x.size`, without parentheses, or `x.shape` for each dimension",
    "unsqueeze": "write `expand_dims(x, axis: 0)`",
    "expand": "write `broadcast_to(x, [2, 3])`, with the shape you want",
    "cuda": "leave it out: tensors lie in the machine's memory",
    "cpu": "leave it out: tensors lie in the machine's memory",
    "to": "leave out a device; another type is `cast(x, \"f64\")`",
    "astype": "write `cast(x, \"f64\")`, with the type you want",
    "numpy": "leave it out: a tensor is what all functions take",
    "tolist": "write `list(x)`",
    "backward": "write `grad(f)(x)`, or `value_and_grad(&net, m -> …)` for what a model trains",
    "zero_grad": "leave it out: gradients are values, and none is kept between steps",
    "requires_grad": "leave it out: `grad(f)` says what is differentiated",
    "step": "write `optimizer.update(&net, gradient)`",
    "eval": "leave it out: a model that is called evaluates, and `fit` trains",
    "train": "write `fit(&net, data)`: a model that is called evaluates",
    "state_dict": "leave it out: a model is a value, and its fields are its state",
    "parameters": "leave it out: `optimizer.update(&net, gradient)` visits them all",
  ]
}
